use bytes::Bytes;
use http::{Response, StatusCode};

use super::failure::Failure;
use super::incoming::Incoming;
use super::response;
use crate::core::Method;
use crate::page::VerifyRequestPage;

/// `GET /verify-request`: says that a link is on its way. It knows no address, and so tells nobody's.
pub(super) fn get(incoming: &Incoming<'_>) -> Response<Bytes> {
    let core = incoming.core();
    let (provider, kind) = (incoming.query("provider"), incoming.query("type"));
    let origin = incoming.origin.url();
    let own = core
        .pages
        .verify_request_url(origin, provider.as_deref(), kind.as_deref());
    if let Some(page) = own {
        return response::found(&page);
    }
    // Whoever comes by hand names none.
    let is_named = |id: &str| provider.as_deref().is_none_or(|named| named == id);
    let mut links = core
        .providers
        .iter()
        .filter_map(|provider| match &provider.method {
            Method::Email(links) if is_named(&provider.id) => Some(links),
            _ => None,
        });
    let Some(links) = links.next() else {
        return Failure::NotThere.answer(incoming);
    };
    let page = VerifyRequestPage {
        host: &incoming.host(),
        valid_for: links.max_age(),
        sign_in_url: &incoming.path("signin"),
    };
    response::html(StatusCode::OK, page.render(&core.style), &core.style)
}
