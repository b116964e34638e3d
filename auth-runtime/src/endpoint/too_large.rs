use bytes::Bytes;
use http::{Response, StatusCode, header, request};
use serde_json::json;

use super::failure::page;
use super::incoming::Incoming;
use super::response::json;
use super::unplaced::unplaced;
use crate::engine::Engine;
use crate::form::Body;
use crate::page::PageError;

/// The answer to a body over the limit, which was not read: whether it asked for JSON is not
/// known. Browsers say that they want a page, and scripts do not.
pub(crate) fn too_large(engine: &dyn Engine, request: &request::Parts) -> Response<Bytes> {
    let incoming = match Incoming::new(engine, request, Body::default()) {
        Ok(incoming) => incoming,
        Err(error) => return unplaced(&error, request, "", engine.core()),
    };
    let accept = request.headers.get(header::ACCEPT);
    let is_browser = accept
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    if is_browser && !incoming.wants_json {
        let sign_in_url = incoming.path("signin");
        let style = &incoming.core().style;
        return page(PageError::TooLarge, &incoming.host(), &sign_in_url, style);
    }
    let mut url = incoming.endpoint("error");
    url.query_pairs_mut().append_pair("error", "TooLarge");
    let body = json!({
        "url": url.as_str(),
        "error": "TooLarge",
        "message": "The body is too large.",
    });
    json(StatusCode::PAYLOAD_TOO_LARGE, body.to_string())
}
