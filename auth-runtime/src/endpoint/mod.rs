//! The endpoints, one file an action.

mod callback;
#[cfg(feature = "oauth")]
mod checks;
mod client_address;
mod conclude;
mod context;
mod csrf;
mod email;
mod error;
mod failure;
#[cfg(feature = "oauth")]
mod form_post;
mod incoming;
mod letter;
#[cfg(feature = "oauth")]
mod oauth;
mod providers;
mod response;
#[cfg(feature = "oauth")]
mod sealed;
mod session;
mod signin;
mod signout;
mod too_large;
mod unplaced;
mod verify_request;

use bytes::Bytes;
use http::{Method, Response, StatusCode, header, request};
use tracing::Instrument as _;

use self::context::Context;
use self::failure::Failure;
#[cfg(feature = "axum")]
pub(crate) use self::failure::log;
use self::incoming::{Incoming, content_type};
pub(crate) use self::too_large::too_large;
use self::unplaced::unplaced;
use crate::engine::Engine;
use crate::form::Body;

/// Answers a request to one of the endpoints.
pub(crate) async fn handle(
    engine: &dyn Engine,
    request: &request::Parts,
    body: &Bytes,
) -> Response<Bytes> {
    let mut response = match route(&engine.core().base_path, request.uri.path()) {
        Some((action, provider)) => {
            let span = tracing::info_span!("auth", method = %request.method, action);
            answer(engine, request, body, action, provider)
                .instrument(span)
                .await
        }
        None => response::bad_request(),
    };
    if request.method == Method::HEAD && !response.body().is_empty() {
        // The length is that of the answer to a `GET`.
        let length = response.body().len().into();
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, length);
        *response.body_mut() = Bytes::new();
    }
    response
}

async fn answer(
    engine: &dyn Engine,
    request: &request::Parts,
    body: &Bytes,
    action: &str,
    provider: Option<&str>,
) -> Response<Bytes> {
    let is_post = request.method == Method::POST;
    if !is_post && !matches!(request.method, Method::GET | Method::HEAD) {
        return response::bad_request();
    }
    // The v4 client reports its own errors here; they are not ours to keep.
    if action == "_log" {
        return response::empty(StatusCode::NO_CONTENT);
    }
    let body = if is_post {
        Body::parse(content_type(request), body)
    } else {
        Ok(Body::default())
    };
    let Ok(body) = body else {
        return response::bad_request();
    };
    let incoming = match Incoming::new(engine, request, body) {
        Ok(incoming) => incoming,
        Err(error) => return unplaced(&error, request, action, engine.core()),
    };
    #[cfg(feature = "oauth")]
    if let ("callback", Some(provider), true) = (action, provider, is_post)
        && let Some(answer) = callback::posted(&incoming, provider)
    {
        return answer;
    }
    match (action, provider, is_post) {
        // These are about no form, so they leave the browser's own cookies alone.
        ("session", None, false) => session::get(&incoming).await,
        ("providers", None, false) => providers::get(&incoming),
        ("error", None, false) => error::get(&incoming),
        ("csrf", None, false)
        | ("session" | "signout", None, _)
        | ("signin", _, _)
        | ("callback", Some(_), _) => form(incoming, action, provider, is_post).await,
        ("verify-request", None, false) => verify_request::get(&incoming),
        ("csrf" | "providers" | "callback" | "error" | "verify-request", _, _) => {
            tracing::warn!(action, provider, "a request asks for what is not there");
            Failure::NotThere.answer(&incoming)
        }
        _ => response::bad_request(),
    }
}

/// The actions that a form is behind, or will be.
async fn form(
    incoming: Incoming<'_>,
    action: &str,
    provider: Option<&str>,
    is_post: bool,
) -> Response<Bytes> {
    let mut context = match context::csrf_token(&incoming) {
        Ok(token) => Context::new(incoming, token),
        Err(error) => return Failure::from_error(&error).answer(&incoming),
    };
    let answer = match (action, provider, is_post) {
        ("csrf", _, _) => Ok(csrf::get(&mut context).await),
        ("session", _, _) => Ok(session::post(&mut context).await),
        ("signin", provider, false) => signin::get(&mut context, provider).await,
        ("signin", provider, true) => signin::post(&mut context, provider).await,
        ("signout", _, false) => signout::get(&mut context).await,
        ("signout", _, true) => signout::post(&mut context).await,
        (_, provider, false) => callback::get(&mut context, provider.unwrap_or_default()).await,
        (_, provider, true) => callback::post(&mut context, provider.unwrap_or_default()).await,
    };
    let mut response = answer.unwrap_or_else(|failure| failure.answer(&context.incoming));
    context.finish(&mut response);
    response
}

/// The action, and the provider's id if the path names one. The base path matches whole segments only.
fn route<'a>(base_path: &str, path: &'a str) -> Option<(&'a str, Option<&'a str>)> {
    let rest = path.strip_prefix(base_path)?.strip_prefix('/')?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (action, provider) = match rest.split_once('/') {
        Some((action, provider)) => (action, Some(provider)),
        None => (rest, None),
    };
    // Clients that know no provider send its JavaScript name.
    let provider = provider.filter(|id| *id != "undefined");
    // No id of ours needs an escape, so one with an escape is no id.
    let is_plain = provider.is_none_or(|id| !id.is_empty() && !id.contains(['/', '%']));
    let takes_provider = provider.is_none() || matches!(action, "signin" | "callback");
    (is_plain && takes_provider && !action.is_empty()).then_some((action, provider))
}

#[cfg(test)]
mod tests {
    use super::route;

    #[test]
    fn paths_are_matched_by_whole_segments() {
        for (path, expected) in [
            ("/auth/session", Some(("session", None))),
            ("/auth/session/", Some(("session", None))),
            ("/auth/signin/github", Some(("signin", Some("github")))),
            ("/auth/signin/undefined", Some(("signin", None))),
            ("/auth", None),
            ("/auth/", None),
            ("/authsession", None),
            ("/auth/session/x", None),
            ("/auth/signin/a/b", None),
            ("/auth/signin//", None),
            ("/auth/signin/%zz", None),
            ("/auth/signin/a%2fb", None),
            ("/other/session", None),
        ] {
            assert_eq!(route("/auth", path), expected, "{path}");
        }
        assert_eq!(route("", "/session"), Some(("session", None)));
    }
}
