//! Signing in with a link that is sent to an address (protocol section 7.9).

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode};

use super::conclude::conclude;
use super::context::Context;
use super::failure::Failure;
use super::incoming::Incoming;
use super::letter::Letter;
use super::response;
use crate::engine::{Newcomer, resolve_redirect};
use crate::identity::Directory;
use crate::page::ConfirmPage;
use crate::provider::{AccountLinking, Allowance, EmailAddress, EmailLinks};
use crate::{Account, DefaultUser, Profile, ProviderType, SignInDecision, Timestamp};

/// How long a mailer may take, so that one that never ends is no task for ever.
const LONGEST_SENDING: Duration = Duration::from_secs(30);

/// `POST /signin/:provider`: sends a link.
///
/// The answer is the same, and as quick, whether the address is known or not: what is sent is sent
/// behind it.
pub(super) async fn start(
    context: &mut Context<'_>,
    links: &Arc<EmailLinks>,
) -> Result<Response<Bytes>, Failure> {
    let callback_url = context.callback_url().await?;
    let incoming = &context.incoming;
    let typed = incoming.body.text("email").unwrap_or_default();
    let Ok(address) = typed.parse::<EmailAddress>() else {
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
    let newcomer = newcomer(links, &address, None);
    let decision = incoming.engine.expect(&newcomer).await;
    match decision.map_err(|error| Failure::from_error(&error))? {
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
    let mut url = incoming.endpoint(&format!("callback/{}", links.id()));
    url.query_pairs_mut()
        .append_pair("callbackUrl", callback_url.as_str());
    let letter = Letter {
        to: address,
        url,
        host: incoming.host(),
        now,
    };
    send(Arc::clone(directory(incoming)?), Arc::clone(links), letter).await;
    Ok(sent(incoming, links))
}

/// Sends the link behind the answer. Where nothing runs tasks, the answer waits for it.
async fn send(directory: Arc<Directory>, links: Arc<EmailLinks>, letter: Letter) {
    let sending = async move {
        if let Err(error) = letter.send(&directory, &links).await {
            tracing::error!(%error, "a sign-in link could not be sent");
        }
    };
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn(async {
            if tokio::time::timeout(LONGEST_SENDING, sending)
                .await
                .is_err()
            {
                tracing::error!("a sign-in link could not be sent in time");
            }
        })),
        Err(_) => sending.await,
    }
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
    let directory = directory(incoming)?;
    let found = directory.take_token(address.as_str(), &stored, now).await;
    let Some(token) = found.map_err(|error| Failure::from_error(&error.into()))? else {
        return Err(Failure::Verification);
    };
    let newcomer = newcomer(links, &address, Some(now));
    let attempt = incoming
        .engine
        .arrive(&newcomer, &incoming.request.headers)
        .await;
    let attempt = match attempt {
        Ok(attempt) => attempt,
        Err(error) => {
            // Nothing has come of the link, so it is still good.
            if let Err(error) = directory.keep_token(&token, now).await {
                tracing::error!(%error, "a sign-in link that came to nothing is used up");
            }
            return Err(Failure::from_error(&error));
        }
    };
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
        trusts_unproven: links.trusts_unproven(),
    }
}

/// The database. `build()` refuses links without one.
fn directory<'a>(incoming: &Incoming<'a>) -> Result<&'a Arc<Directory>, Failure> {
    incoming.engine.directory().ok_or(Failure::Configuration)
}
