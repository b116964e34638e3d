use bytes::Bytes;
use http::{Response, StatusCode};

use super::context::Context;
use super::failure::Failure;
use super::response;
use crate::page::SignOutPage;

/// `GET /signout`: asks before it signs out.
pub(super) fn get(context: &Context<'_>) -> Response<Bytes> {
    let page = SignOutPage {
        host: &context.host(),
        action: &context.path("signout"),
        csrf_token: context.csrf.as_str(),
        callback_url: context.callback_url.as_str(),
    };
    response::html(StatusCode::OK, page.render())
}

/// `POST /signout`: ends the session.
pub(super) async fn post(context: &mut Context<'_>) -> Result<Response<Bytes>, Failure> {
    if !context.is_verified() {
        return Err(Failure::MissingCsrf);
    }
    let cookies = context.engine.sign_out(&context.request.headers).await;
    context.set_cookies(cookies);
    Ok(response::redirect(context, &context.callback_url))
}
