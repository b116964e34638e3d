//! Signing in with an account at a provider: there, and back (protocol sections 7.1 to 7.3).

use std::borrow::Cow;

use bytes::Bytes;
use http::Response;
use url::Url;

use super::checks::{Check, CheckValue, LIFETIME, NewCheck, clear};
use super::conclude::conclude;
use super::context::Context;
use super::failure::Failure;
use super::form_post::{self, Posted};
use super::incoming::Incoming;
use super::response;
use crate::ProviderType;
use crate::codec::TOLERANCE;
use crate::engine::Newcomer;
use crate::provider::{Answer, OAuthClient, OAuthError};

/// `POST /signin/:provider`: sends the browser to the provider, with what its answer is checked
/// against in its cookies.
pub(super) async fn start(
    context: &mut Context<'_>,
    client: &OAuthClient,
) -> Result<Response<Bytes>, Failure> {
    let callback_url = context.callback_url().await?;
    let incoming = &context.incoming;
    let parameters: Vec<(String, String)> = incoming
        .query_pairs()
        .filter(|(name, _)| client.allows_parameter(name))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let authorization = client
        .authorize(&redirect_uri(context, client), &parameters)
        .await
        .map_err(|error| refused(client, &error))?;
    let new = |value, callback_url| NewCheck {
        value,
        provider: client.id(),
        callback_url,
    };
    // Another sign-in may change the cookie with the place to go to, so the state's remembers this one's.
    let state = new(&authorization.state, Some(callback_url.as_str()));
    let verifier = new(authorization.pkce_verifier.expose_secret().as_str(), None);
    let nonce = authorization.nonce.as_deref().map(|nonce| new(nonce, None));
    let checks = [
        (Check::State, Some(state)),
        (Check::PkceCodeVerifier, Some(verifier)),
        (Check::Nonce, nonce),
    ];
    let (cookies, now) = (incoming.cookies(), incoming.core().clock.now());
    let sealed: Result<Vec<_>, _> = checks
        .into_iter()
        .filter_map(|(check, new)| Some(check.seal(cookies, &new?, now)))
        .collect();
    let sealed = sealed.map_err(|error| Failure::from_error(&error))?;
    context.set_cookies(sealed);
    Ok(response::redirect(&context.incoming, &authorization.url))
}

/// `GET /callback/:provider`: the way back.
pub(super) async fn finish(
    context: &mut Context<'_>,
    client: &OAuthClient,
) -> Result<Response<Bytes>, Failure> {
    let received = Received::new(&context.incoming, client)
        .ok_or_else(|| doubtful(client, "it was not posted here"))?;
    let state = state(context, client, &received)?;
    // Each check is good for one answer, whatever comes of it.
    let verifier = check(context, client, Check::PkceCodeVerifier);
    let nonce = check(context, client, Check::Nonce);
    let (cookies, headers) = (
        context.incoming.cookies(),
        &context.incoming.request.headers,
    );
    let cleared: Vec<_> = clear(cookies, headers).collect();
    context.set_cookies(cleared);

    if let Some(code) = received.get("error") {
        // The text is the provider's, or anybody's who can send the browser here.
        tracing::warn!(
            provider = client.id(),
            error = known_error(code),
            "the provider did not sign anybody in"
        );
        return Err(Failure::OAuthCallback);
    }
    let code = received
        .get("code")
        .ok_or_else(|| doubtful(client, "it has no `code`"))?;
    let verifier =
        verifier.ok_or_else(|| doubtful(client, "the browser has no PKCE verifier for it"))?;
    if client.protocol() == ProviderType::Oidc && nonce.is_none() {
        return Err(doubtful(client, "the browser has no nonce for it"));
    }
    let answer = Answer {
        code,
        iss: received.get("iss"),
        user: received.get_posted("user"),
        pkce_verifier: verifier.value.expose_secret(),
        nonce: nonce
            .as_ref()
            .map(|nonce| nonce.value.expose_secret().as_str()),
    };
    let identity = client
        .exchange(answer, &redirect_uri(context, client))
        .await
        .map_err(|error| refused(client, &error))?;
    let deployment = context.incoming.core();
    let newcomer = Newcomer {
        user: identity
            .user
            .into_user(String::new(), deployment.clock.now()),
        account: identity.account,
        profile: identity.profile,
        linking: client.linking().unwrap_or(deployment.linking),
        trusts_unproven: false,
    };
    let engine = context.incoming.engine;
    let attempt = engine.arrive(&newcomer, &context.incoming.request.headers);
    let attempt = attempt.await.map_err(|error| Failure::from_error(&error))?;
    let target = match state.callback_url.as_deref().map(Url::parse) {
        Some(Ok(url)) => url,
        _ => context.incoming.origin.url().clone(),
    };
    conclude(context, attempt, target).await
}

/// The parameters of a provider's answer.
enum Received<'a> {
    /// From the query of the request itself.
    Query(Vec<(Cow<'a, str>, Cow<'a, str>)>),
    /// From a form that the browser posted before.
    Form(Posted),
}

impl<'a> Received<'a> {
    /// `None` if the provider answers with forms, and there was none.
    fn new(incoming: &Incoming<'a>, client: &OAuthClient) -> Option<Self> {
        if client.uses_form_post() {
            form_post::open(incoming, client).map(Self::Form)
        } else {
            Some(Self::Query(incoming.query_pairs().collect()))
        }
    }

    /// The last one counts, as everywhere.
    fn get(&self, name: &str) -> Option<&str> {
        match self {
            Self::Query(pairs) => {
                let mut pairs = pairs.iter().rev();
                pairs
                    .find(|(known, _)| known == name)
                    .map(|(_, value)| &**value)
            }
            Self::Form(posted) => posted.get(name),
        }
    }

    /// A parameter that only a form can have: in a query it would be anybody's word.
    fn get_posted(&self, name: &str) -> Option<&str> {
        match self {
            Self::Query(_) => None,
            Self::Form(posted) => posted.get(name),
        }
    }
}

/// The browser's own state, if the answer has it and it has not come back before.
///
/// An answer with another state is not what this browser waits for, and leaves what it waits for alone.
fn state(
    context: &Context<'_>,
    client: &OAuthClient,
    received: &Received<'_>,
) -> Result<CheckValue, Failure> {
    let sent = received
        .get("state")
        .ok_or_else(|| doubtful(client, "it has no `state`"))?;
    let state = check(context, client, Check::State)
        .ok_or_else(|| doubtful(client, "the browser has no state for it"))?;
    if !state.matches(sent) {
        return Err(doubtful(client, "its state is not the browser's"));
    }
    let core = context.incoming.core();
    let now = core.clock.now();
    if !core.spent.spend(sent, now, now + LIFETIME + 2 * TOLERANCE) {
        return Err(doubtful(client, "it has come before"));
    }
    Ok(state)
}

/// What the browser has kept for this provider's answer.
fn check(context: &Context<'_>, client: &OAuthClient, check: Check) -> Option<CheckValue> {
    let incoming = &context.incoming;
    let now = incoming.core().clock.now();
    check.open(
        incoming.cookies(),
        &incoming.request.headers,
        client.id(),
        now,
    )
}

/// The address to which the provider sends the browser back: the same at both ends of a sign-in
/// (RFC 6749 section 4.1.3).
fn redirect_uri(context: &Context<'_>, client: &OAuthClient) -> Url {
    context
        .incoming
        .endpoint(&format!("callback/{}", client.id()))
}

/// An answer that nobody asked for, or somebody else.
fn doubtful(client: &OAuthClient, reason: &'static str) -> Failure {
    tracing::warn!(
        provider = client.id(),
        reason,
        "an answer to an authorization request was refused"
    );
    Failure::Configuration
}

/// The provider, or what it said, was of no use.
fn refused(client: &OAuthClient, error: &OAuthError) -> Failure {
    if error.is_unavailable() {
        tracing::error!(provider = client.id(), %error, "the provider is of no use just now");
    } else {
        tracing::warn!(provider = client.id(), %error, "a sign-in with the provider was refused");
    }
    Failure::Configuration
}

/// The error codes of RFC 6749 section 4.1.2.1 and OpenID Connect Core section 3.1.2.6: no other text
/// of a request gets into the log.
fn known_error(code: &str) -> &'static str {
    const KNOWN: &[&str] = &[
        "access_denied",
        "account_selection_required",
        "consent_required",
        "interaction_required",
        "invalid_request",
        "invalid_request_object",
        "invalid_request_uri",
        "invalid_scope",
        "login_required",
        "registration_not_supported",
        "request_not_supported",
        "request_uri_not_supported",
        "server_error",
        "temporarily_unavailable",
        "unauthorized_client",
        "unsupported_response_type",
        "user_cancelled_authorize",
    ];
    let known = KNOWN.iter().find(|known| **known == code);
    known.copied().unwrap_or("another")
}
