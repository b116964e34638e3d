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
    let Some(provider) = context.incoming.core().provider(provider) else {
        return Err(Failure::unknown_provider(provider));
    };
    if !context.is_verified() {
        return Err(Failure::MissingCsrf);
    }
    let callback_url = context.callback_url().await?;
    let form = std::mem::take(&mut context.incoming.body).into_form();
    let incoming = &context.incoming;
    let engine = incoming.engine;
    let attempt = engine.credentials(provider.id, &form, &incoming.request.headers);
    let target = match attempt.await.map_err(|error| Failure::from_error(&error))? {
        Attempt::SignedIn { cookies, .. } => {
            context.set_cookies(cookies);
            callback_url
        }
        Attempt::InvalidForm(error) => return Err(Failure::InvalidForm(error)),
        Attempt::Refused(code) => return Err(Failure::CredentialsSignin(code)),
        Attempt::NotLinked => return Err(Failure::AccountNotLinked),
        Attempt::Denied => return Err(Failure::AccessDenied),
        Attempt::Redirect(url) => resolve_redirect(engine, &url, incoming.origin.url())
            .await
            .map_err(|error| Failure::from_error(&error))?,
    };
    Ok(response::redirect(&context.incoming, &target))
}
