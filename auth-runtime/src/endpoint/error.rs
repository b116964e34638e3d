use bytes::Bytes;
use http::Response;

use super::context::Context;
use super::failure::page;
use crate::page::PageError;

/// `GET /error`: what went wrong, by its code.
pub(super) fn get(context: &Context<'_>) -> Response<Bytes> {
    let code = context.query("error").unwrap_or_default();
    page(
        PageError::from_code(&code),
        &context.host(),
        &context.path("signin"),
    )
}
