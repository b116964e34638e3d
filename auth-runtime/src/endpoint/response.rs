use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use url::Url;

use super::incoming::Incoming;
use crate::page::Style;

/// A JSON answer, never to be cached.
pub(super) fn json(status: StatusCode, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = with_type(status, "application/json", body.into());
    let headers = response.headers_mut();
    headers.insert(header::EXPIRES, HeaderValue::from_static("0"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

/// A page, with the policy that it was written for.
pub(super) fn html(status: StatusCode, body: String, style: &Style) -> Response<Bytes> {
    let mut response = with_type(status, "text/html; charset=utf-8", body.into());
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(style.policy()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    response
}

/// Sends the browser to `url`, in the way that the client asked for.
pub(super) fn redirect(incoming: &Incoming<'_>, url: &Url) -> Response<Bytes> {
    let mut response = if incoming.wants_json {
        let body = serde_json::json!({ "url": url.as_str() });
        json(StatusCode::OK, body.to_string())
    } else {
        empty(StatusCode::FOUND)
    };
    // Auth.js names the place in the header as well, whatever the client asked for.
    locate(&mut response, url);
    response
}

/// A redirect for browsers.
pub(super) fn found(url: &Url) -> Response<Bytes> {
    let mut response = empty(StatusCode::FOUND);
    locate(&mut response, url);
    response
}

fn locate(response: &mut Response<Bytes>, url: &Url) {
    // The text of a `Url` is ASCII without control characters.
    if let Ok(location) = HeaderValue::from_str(url.as_str()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
}

/// What Auth.js answers to everything that is no request of the protocol.
pub(super) fn bad_request() -> Response<Bytes> {
    json(
        StatusCode::BAD_REQUEST,
        Bytes::from_static(br#""Bad request.""#),
    )
}

/// An answer without a body.
pub(super) fn empty(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    no_store(&mut response);
    response
}

fn with_type(status: StatusCode, content_type: &'static str, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    no_store(&mut response);
    response
}

fn no_store(response: &mut Response<Bytes>) {
    let value = HeaderValue::from_static("private, no-cache, no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, value);
}
