use bytes::Bytes;
use http::Response;

use super::failure::page;
use super::incoming::Incoming;
use crate::page::PageError;

/// `GET /error`: what went wrong, by its code.
pub(super) fn get(incoming: &Incoming<'_>) -> Response<Bytes> {
    let code = incoming.query("error").unwrap_or_default();
    page(
        PageError::from_code(&code),
        &incoming.host(),
        &incoming.path("signin"),
        &incoming.core().style,
    )
}
