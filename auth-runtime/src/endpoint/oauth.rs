//! Signing in with an account at a provider: there, and back (protocol sections 7.1 to 7.3).

use std::borrow::Cow;

use bytes::Bytes;
use http::Response;
use url::Url;

use super::checks::{Check, CheckValue, LIFETIME, NewCheck, clear};
use super::conclude::conclude;
use super::context::Context;
use super::failure::Failure;
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
        form_post: client.uses_form_post(),
    };
    // The browser may not send its other cookies with a posted answer, so the state's remembers
    // where to go.
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

/// `GET /callback/:provider`, or `POST` if the provider answers with a form: the way back.
pub(super) async fn finish(
    context: &mut Context<'_>,
    client: &OAuthClient,
) -> Result<Response<Bytes>, Failure> {
    // Each check is good for one answer, whatever comes of it.
    let (cookies, headers) = (
        context.incoming.cookies(),
        &context.incoming.request.headers,
    );
    let cleared: Vec<_> = clear(cookies, headers).collect();
    context.set_cookies(cleared);

    let state = state(context, client)?;
    if let Some(code) = answer(context, "error") {
        // The text is the provider's, or anybody's who can send the browser here.
        tracing::warn!(
            provider = client.id(),
            error = known_error(&code),
            "the provider did not sign anybody in"
        );
        return Err(Failure::OAuthCallback);
    }
    let code = answer(context, "code").ok_or_else(|| doubtful(client, "it has no `code`"))?;
    let verifier = check(context, client, Check::PkceCodeVerifier)
        .ok_or_else(|| doubtful(client, "the browser has no PKCE verifier for it"))?;
    let nonce = check(context, client, Check::Nonce);
    if client.protocol() == ProviderType::Oidc && nonce.is_none() {
        return Err(doubtful(client, "the browser has no nonce for it"));
    }
    let iss = answer(context, "iss");
    // In a query it would be anybody's word.
    let user = match client.uses_form_post() {
        true => answer(context, "user"),
        false => None,
    };
    let answer = Answer {
        code: &code,
        iss: iss.as_deref(),
        user: user.as_deref(),
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

/// The browser's own state, if the answer has it and it has not come back before.
fn state(context: &Context<'_>, client: &OAuthClient) -> Result<CheckValue, Failure> {
    let sent = answer(context, "state").ok_or_else(|| doubtful(client, "it has no `state`"))?;
    let state = check(context, client, Check::State)
        .ok_or_else(|| doubtful(client, "the browser has no state for it"))?;
    if !state.matches(&sent) {
        return Err(doubtful(client, "its state is not the browser's"));
    }
    let core = context.incoming.core();
    let now = core.clock.now();
    if !core.spent.spend(&sent, now, now + LIFETIME + 2 * TOLERANCE) {
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

/// A parameter of the provider's answer, from where this provider sends it.
fn answer<'a>(context: &'a Context<'_>, name: &str) -> Option<Cow<'a, str>> {
    let incoming = &context.incoming;
    match incoming.is_post() {
        true => incoming.body.text(name),
        false => incoming.query(name),
    }
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
