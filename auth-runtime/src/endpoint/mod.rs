//! The endpoints, one file an action.

mod callback;
mod context;
mod csrf;
mod error;
mod failure;
mod providers;
mod response;
mod session;
mod signin;
mod signout;

use bytes::Bytes;
use http::{Method, Response, StatusCode, request};

use self::context::Context;
use self::failure::Failure;
#[cfg(feature = "axum")]
pub(crate) use self::failure::log;
pub(crate) use self::failure::too_large;
use crate::engine::Engine;
use crate::form::Body;

/// Answers a request to one of the endpoints.
pub(crate) async fn handle(
    engine: &dyn Engine,
    request: &request::Parts,
    body: &Bytes,
) -> Response<Bytes> {
    let is_post = request.method == Method::POST;
    let is_read = matches!(request.method, Method::GET | Method::HEAD);
    let route = route(&engine.core().base_path, request.uri.path());
    let (Some((action, provider)), true) = (route, is_post || is_read) else {
        return response::bad_request();
    };
    // The v4 client reports its own errors here; they are not ours to keep.
    if action == "_log" {
        return response::empty(StatusCode::NO_CONTENT);
    }
    let body = if is_post {
        Body::parse(context::content_type(request), body)
    } else {
        Ok(Body::default())
    };
    let Ok(body) = body else {
        return response::bad_request();
    };
    let mut context = match Context::new(engine, request, body).await {
        Ok(context) => context,
        Err(error) => return failure::configuration(&error),
    };
    let answer = match (action, provider, is_post) {
        ("csrf", None, false) => Ok(csrf::get(&context)),
        ("providers", None, false) => Ok(providers::get(&context)),
        ("session", None, false) => Ok(session::get(&mut context).await),
        ("session", None, true) => Ok(session::post(&mut context).await),
        ("signin", provider, false) => Ok(signin::get(&context, provider)),
        ("signin", provider, true) => signin::post(&context, provider),
        ("signout", None, false) => Ok(signout::get(&context)),
        ("signout", None, true) => signout::post(&mut context).await,
        ("callback", Some(provider), true) => callback::post(&mut context, provider).await,
        ("error", None, false) => Ok(error::get(&context)),
        ("csrf" | "providers" | "callback" | "error", _, _) => Err(Failure::Configuration),
        _ => return response::bad_request(),
    };
    let mut response = answer.unwrap_or_else(|failure| failure.answer(&context));
    context.finish(&mut response);
    if request.method == Method::HEAD {
        *response.body_mut() = Bytes::new();
    }
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
    let is_plain = provider.is_none_or(|id| !id.is_empty() && !id.contains('/'));
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
            ("/other/session", None),
        ] {
            assert_eq!(route("/auth", path), expected, "{path}");
        }
        assert_eq!(route("", "/session"), Some(("session", None)));
    }
}
