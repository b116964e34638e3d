use bytes::Bytes;
use http::{Method, Response, header, request};
use serde_json::json;

use super::failure::{log, page};
use super::response::json;
use crate::Error;
use crate::core::Core;
use crate::page::PageError;

/// The answer when nobody trusts the host of the request, so that no URL of ours can be told.
/// A person gets a page, a client an object.
pub(super) fn unplaced(
    error: &Error,
    request: &request::Parts,
    action: &str,
    core: &Core,
) -> Response<Bytes> {
    log(error);
    if request.method != Method::POST
        && matches!(
            action,
            "signin" | "signout" | "callback" | "verify-request" | "error"
        )
    {
        let host = request.headers.get(header::HOST);
        let host = host.and_then(|host| host.to_str().ok());
        let sign_in_url = format!("{}/signin", core.base_path);
        return page(
            PageError::Configuration,
            host.unwrap_or_default(),
            &sign_in_url,
            &core.style,
        );
    }
    let message = "There was a problem with the server configuration. \
                   Check the server logs for more information.";
    json(error.status(), json!({ "message": message }).to_string())
}
