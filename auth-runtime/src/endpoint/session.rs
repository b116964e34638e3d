use bytes::Bytes;
use http::{Response, StatusCode, header};
use serde_json::json;

use super::context::Context;
use super::incoming::Incoming;
use super::{failure, response};
use crate::Error;

/// `GET /session`: the session, or `null`.
pub(super) async fn get(incoming: &Incoming<'_>) -> Response<Bytes> {
    let read = incoming.engine.session(incoming.request, None).await;
    let mut response = answer(read.json);
    for cookie in read.cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// `POST /session`: the session after the client's `update(data)`.
pub(super) async fn post(context: &mut Context<'_>) -> Response<Bytes> {
    if !context.is_verified() {
        let body = json!({
            "error": "MissingCSRF",
            "message": "The token against forged requests is missing or wrong. Get a new one and try again.",
        });
        return response::json(StatusCode::FORBIDDEN, body.to_string());
    }
    // The v4 client's `update()` posts no data: a read that the client insists on.
    let incoming = &context.incoming;
    let data = incoming.body.value("data").filter(|data| !data.is_null());
    let read = incoming.engine.session(incoming.request, data).await;
    context.set_cookies(read.cookies);
    answer(read.json)
}

fn answer(json: Result<Option<Vec<u8>>, Error>) -> Response<Bytes> {
    match json {
        Ok(json) => {
            let body = json.map_or_else(|| Bytes::from_static(b"null"), Bytes::from);
            response::json(StatusCode::OK, body)
        }
        Err(error) => refused(&error),
    }
}

/// An object and never `null`: that would tell the client that nobody is signed in.
fn refused(error: &Error) -> Response<Bytes> {
    let body = match error.as_update() {
        Some((message, None)) => json!({ "error": "InvalidUpdate", "message": message }),
        Some((message, field)) => {
            json!({ "error": "InvalidUpdate", "message": message, "field": field })
        }
        None => {
            failure::log(error);
            json!({
                "error": "SessionFailed",
                "message": "The session could not be read just now. It is still there; try again.",
            })
        }
    };
    response::json(error.status(), body.to_string())
}
