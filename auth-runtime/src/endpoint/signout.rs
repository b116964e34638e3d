use bytes::Bytes;
use http::{Response, StatusCode};

use super::context::Context;
use super::failure::Failure;
use super::response;
use crate::page::SignOutPage;

/// `GET /signout`: asks before it signs out.
pub(super) async fn get(context: &mut Context<'_>) -> Result<Response<Bytes>, Failure> {
    let callback_url = context.callback_url().await?;
    let incoming = &context.incoming;
    let pages = &incoming.core().pages;
    if let Some(page) = pages.sign_out_url(incoming.origin.url()) {
        return Ok(response::found(&page));
    }
    let page = SignOutPage {
        host: &context.incoming.host(),
        action: &context.incoming.path("signout"),
        csrf_token: context.csrf.as_str(),
        callback_url: callback_url.as_str(),
    };
    let style = &context.incoming.core().style;
    Ok(response::html(StatusCode::OK, page.render(style), style))
}

/// `POST /signout`: ends the session.
pub(super) async fn post(context: &mut Context<'_>) -> Result<Response<Bytes>, Failure> {
    if !context.is_verified() {
        return Err(Failure::MissingCsrf);
    }
    // First of all: who wants to leave, leaves, wherever to.
    let headers = &context.incoming.request.headers;
    let cookies = context.incoming.engine.sign_out(headers).await;
    context.set_cookies(cookies.map_err(|error| Failure::from_error(&error))?);
    let target = context.callback_url().await?;
    Ok(response::redirect(&context.incoming, &target))
}
