//! Signing in with a link that is sent to an address (protocol section 7.9).

use bytes::Bytes;
use http::{Response, StatusCode};
use url::Url;

use super::conclude::conclude;
use super::context::Context;
use super::failure::Failure;
use super::incoming::Incoming;
use super::response;
use crate::adapter::VerificationToken;
use crate::engine::{Newcomer, resolve_redirect};
use crate::identity::Directory;
use crate::page::ConfirmPage;
use crate::provider::{AccountLinking, Allowance, EmailAddress, EmailLinks, SignInMail};
use crate::{Account, DefaultUser, Error, Profile, ProviderType, SignInDecision, Timestamp};

/// `POST /signin/:provider`: sends a link. The answer is the same whether the address is known or not.
pub(super) async fn start(
    context: &mut Context<'_>,
    links: &EmailLinks,
) -> Result<Response<Bytes>, Failure> {
    let callback_url = context.callback_url().await?;
    let incoming = &context.incoming;
    let wish = incoming.body.text("email").unwrap_or_default();
    let Ok(address) = wish.parse::<EmailAddress>() else {
        return Err(Failure::InvalidEmail);
    };
    let now = incoming.core().clock.now();
    match links.admit(&address, incoming.client(), now) {
        Allowance::Send => {}
        Allowance::TooManyForClient => return Err(Failure::TooManyRequests),
        Allowance::TooManyForAddress => {
            tracing::warn!("an address has been sent as many sign-in links as it may be");
            return Ok(sent(incoming, links));
        }
    }
    let expected = incoming.engine.expect(newcomer(links, &address, None));
    match expected
        .await
        .map_err(|error| Failure::from_error(&error))?
    {
        SignInDecision::Allow => {}
        // To tell would be to tell who has an account here.
        SignInDecision::Deny => {
            tracing::info!("no sign-in link was sent: the application does not let the user in");
            return Ok(sent(incoming, links));
        }
        SignInDecision::Redirect(url) => {
            let target = resolve_redirect(incoming.engine, &url, incoming.origin.url()).await;
            let target = target.map_err(|error| Failure::from_error(&error))?;
            return Ok(response::redirect(incoming, &target));
        }
    }
    send(incoming, links, address, &callback_url, now).await?;
    Ok(sent(incoming, links))
}

async fn send(
    incoming: &Incoming<'_>,
    links: &EmailLinks,
    address: EmailAddress,
    callback_url: &Url,
    now: Timestamp,
) -> Result<(), Failure> {
    let (plain, stored) =
        EmailLinks::new_token().map_err(|_| Failure::from_error(&Error::random()))?;
    let token = VerificationToken::new(address.as_str(), stored, now + links.max_age());
    let kept = directory(incoming)?.keep_token(&token, now).await;
    kept.map_err(|error| Failure::from_error(&error.into()))?;
    let mut url = incoming.endpoint(&format!("callback/{}", links.id()));
    url.query_pairs_mut()
        .append_pair("callbackUrl", callback_url.as_str())
        .append_pair("token", plain.expose_secret())
        .append_pair("email", address.as_str());
    let mail = SignInMail::new(address, url, incoming.host(), links.max_age());
    links.send(mail).await.map_err(|error| {
        tracing::error!(%error, "the mail with a sign-in link could not be sent");
        Failure::EmailSignin
    })
}

/// To the page that says where to look.
fn sent(incoming: &Incoming<'_>, links: &EmailLinks) -> Response<Bytes> {
    let mut page = incoming.endpoint("verify-request");
    page.query_pairs_mut()
        .append_pair("provider", links.id())
        .append_pair("type", ProviderType::Email.as_str());
    response::redirect(incoming, &page)
}

/// `GET /callback/:provider`: asks whether to sign in. Whatever only follows links, such as a scanner
/// of mail, does not use the link up.
pub(super) async fn confirm(
    context: &mut Context<'_>,
    links: &EmailLinks,
) -> Result<Response<Bytes>, Failure> {
    let callback_url = context.callback_url().await?;
    let incoming = &context.incoming;
    let address = incoming.query("email").unwrap_or_default();
    let token = incoming.query("token").unwrap_or_default();
    let Ok(address) = address.parse::<EmailAddress>() else {
        return Err(Failure::Verification);
    };
    if EmailLinks::stored(&token).is_none() {
        return Err(Failure::Verification);
    }
    let page = ConfirmPage {
        host: &incoming.host(),
        action: &incoming.path(&format!("callback/{}", links.id())),
        csrf_token: context.csrf.as_str(),
        callback_url: callback_url.as_str(),
        email: address.as_str(),
        token: &token,
    };
    let style = &incoming.core().style;
    Ok(response::html(StatusCode::OK, page.render(style), style))
}

/// `POST /callback/:provider`: uses the link.
pub(super) async fn finish(
    context: &mut Context<'_>,
    links: &EmailLinks,
) -> Result<Response<Bytes>, Failure> {
    if !context.is_verified() {
        return Err(Failure::MissingCsrf);
    }
    let callback_url = context.callback_url().await?;
    let incoming = &context.incoming;
    let address = incoming.body.text("email").unwrap_or_default();
    let token = incoming.body.text("token").unwrap_or_default();
    let (Ok(address), Some(stored)) = (address.parse::<EmailAddress>(), EmailLinks::stored(&token))
    else {
        return Err(Failure::Verification);
    };
    let now = incoming.core().clock.now();
    let taken = directory(incoming)?.take_token(address.as_str(), &stored, now);
    if !taken
        .await
        .map_err(|error| Failure::from_error(&error.into()))?
    {
        return Err(Failure::Verification);
    }
    let newcomer = newcomer(links, &address, Some(now));
    let attempt = incoming.engine.arrive(newcomer, &incoming.request.headers);
    let attempt = attempt.await.map_err(|error| Failure::from_error(&error))?;
    conclude(context, attempt, callback_url).await
}

/// The user of an address, as far as it tells.
fn newcomer(links: &EmailLinks, address: &EmailAddress, proven: Option<Timestamp>) -> Newcomer {
    Newcomer {
        user: DefaultUser {
            email: Some(address.as_str().to_owned()),
            email_verified: proven,
            ..DefaultUser::default()
        },
        account: Account::new(ProviderType::Email, links.id(), address.as_str()),
        profile: Profile::default(),
        // The address is the proof, and there is no account to link.
        linking: AccountLinking::Never,
    }
}

/// The database. `build()` refuses links without one.
fn directory<'a>(incoming: &Incoming<'a>) -> Result<&'a Directory, Failure> {
    incoming.engine.directory().ok_or(Failure::Configuration)
}
