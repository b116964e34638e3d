use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::json;

use super::context::Context;
use super::response;

/// `GET /csrf`: the token that a form has to send back.
pub(super) async fn get(context: &mut Context<'_>) -> Response<Bytes> {
    // Only for its cookie. A `redirect` callback that fails is no reason to keep the token back:
    // without one nobody could sign out.
    let _ = context.callback_url().await;
    let body = json!({ "csrfToken": context.csrf.as_str() });
    response::json(StatusCode::OK, body.to_string())
}
