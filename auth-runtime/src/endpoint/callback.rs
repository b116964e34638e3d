use bytes::Bytes;
use http::Response;

use super::context::Context;
use super::failure::Failure;
use super::response;
use crate::engine::{Attempt, resolve_redirect};

/// `POST /callback/:provider`: a submitted sign-in form.
pub(super) async fn post(
    context: &mut Context<'_>,
    provider: &str,
) -> Result<Response<Bytes>, Failure> {
    let Some(provider) = context.core().provider(provider) else {
        return Err(Failure::Configuration);
    };
    if !context.is_verified() {
        return Err(Failure::MissingCsrf);
    }
    let form = std::mem::take(&mut context.body).into_form();
    let headers = &context.request.headers;
    let attempt = context
        .engine
        .credentials(provider.id, &form, headers)
        .await;
    match attempt.map_err(|error| Failure::from_error(&error))? {
        Attempt::SignedIn(cookies) => {
            context.set_cookies(cookies);
            Ok(response::redirect(context, &context.callback_url))
        }
        Attempt::InvalidForm(error) => Err(Failure::InvalidForm(error)),
        Attempt::Refused(code) => Err(Failure::CredentialsSignin(code)),
        Attempt::Denied => Err(Failure::AccessDenied),
        Attempt::Redirect(url) => {
            let target = resolve_redirect(context.engine, &url, context.origin.url()).await;
            let target = target.map_err(|error| Failure::from_error(&error))?;
            Ok(response::redirect(context, &target))
        }
    }
}
