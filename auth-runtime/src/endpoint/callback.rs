use bytes::Bytes;
use http::Response;

use super::conclude::conclude;
use super::context::Context;
use super::email;
use super::failure::Failure;
#[cfg(feature = "oauth")]
use super::incoming::Incoming;
#[cfg(feature = "oauth")]
use super::{form_post, oauth};
use crate::core::Method;

/// `GET /callback/:provider`: back from a provider, or by a link.
pub(super) async fn get(
    context: &mut Context<'_>,
    provider: &str,
) -> Result<Response<Bytes>, Failure> {
    let Some(provider) = context.incoming.core().provider(provider) else {
        return Err(Failure::unknown_provider(provider));
    };
    match &provider.method {
        Method::Email(links) => email::confirm(context, links).await,
        #[cfg(feature = "oauth")]
        Method::OAuth(client) => oauth::finish(context, client).await,
        Method::Credentials(_) => Err(Failure::NotThere),
    }
}

/// `POST /callback/:provider`: a submitted sign-in form, or the click that uses a link.
pub(super) async fn post(
    context: &mut Context<'_>,
    provider: &str,
) -> Result<Response<Bytes>, Failure> {
    let Some(provider) = context.incoming.core().provider(provider) else {
        return Err(Failure::unknown_provider(provider));
    };
    match &provider.method {
        Method::Credentials(_) => credentials(context, &provider.id).await,
        Method::Email(links) => email::finish(context, links).await,
        #[cfg(feature = "oauth")]
        Method::OAuth(_) => Err(Failure::NotThere),
    }
}

async fn credentials(context: &mut Context<'_>, id: &str) -> Result<Response<Bytes>, Failure> {
    if !context.is_verified() {
        return Err(Failure::MissingCsrf);
    }
    let callback_url = context.callback_url().await?;
    let form = std::mem::take(&mut context.incoming.body).into_form();
    let incoming = &context.incoming;
    let attempt = incoming
        .engine
        .credentials(id, &form, &incoming.request.headers);
    let attempt = attempt.await.map_err(|error| Failure::from_error(&error))?;
    conclude(context, attempt, callback_url).await
}

/// `POST /callback/:provider` of a provider that answers with a form. `None` if it does not.
#[cfg(feature = "oauth")]
pub(super) fn posted(incoming: &Incoming<'_>, provider: &str) -> Option<Response<Bytes>> {
    match &incoming.core().provider(provider)?.method {
        // The state is what tells this form from a forged one, once the browser's cookies are there.
        Method::OAuth(client) if client.uses_form_post() => Some(
            form_post::bounce(incoming, client).unwrap_or_else(|failure| failure.answer(incoming)),
        ),
        _ => None,
    }
}
