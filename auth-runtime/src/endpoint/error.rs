use bytes::Bytes;
use http::Response;

use super::failure::page;
use super::incoming::Incoming;
use super::response;
use crate::page::PageError;

/// `GET /error`: what went wrong, by its code.
pub(super) fn get(incoming: &Incoming<'_>) -> Response<Bytes> {
    let code = incoming.query("error");
    let pages = &incoming.core().pages;
    if let Some(page) = pages.error_url(incoming.origin.url(), code.as_deref()) {
        return response::found(&page);
    }
    let code = code.unwrap_or_default();
    page(
        PageError::from_code(&code),
        &incoming.host(),
        &incoming.path("signin"),
        &incoming.core().style,
    )
}
