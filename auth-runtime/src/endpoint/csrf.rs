use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::json;

use super::context::Context;
use super::response;

/// `GET /csrf`: the token that a form has to send back.
pub(super) fn get(context: &Context<'_>) -> Response<Bytes> {
    let body = json!({ "csrfToken": context.csrf.as_str() });
    response::json(StatusCode::OK, body.to_string())
}
