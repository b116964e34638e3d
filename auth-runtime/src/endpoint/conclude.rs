use bytes::Bytes;
use http::Response;
use url::Url;

use super::context::Context;
use super::failure::Failure;
use super::response;
use crate::engine::{Attempt, resolve_redirect};

/// The end of a sign-in, whichever way it came: to `target`, with the session in the browser's cookies.
pub(super) async fn conclude(
    context: &mut Context<'_>,
    attempt: Attempt,
    target: Url,
) -> Result<Response<Bytes>, Failure> {
    let target = match attempt {
        Attempt::SignedIn { cookies, is_new } => {
            context.set_cookies(cookies);
            let incoming = &context.incoming;
            let pages = &incoming.core().pages;
            let welcome = pages.new_user_url(incoming.origin.url(), target.as_str());
            welcome.filter(|_| is_new).unwrap_or(target)
        }
        Attempt::InvalidForm(error) => return Err(Failure::InvalidForm(error)),
        Attempt::Refused(code) => return Err(Failure::CredentialsSignin(code)),
        Attempt::NotLinked => return Err(Failure::AccountNotLinked),
        Attempt::Denied => return Err(Failure::AccessDenied),
        Attempt::Redirect(url) => {
            let incoming = &context.incoming;
            let target = resolve_redirect(incoming.engine, &url, incoming.origin.url()).await;
            target.map_err(|error| Failure::from_error(&error))?
        }
    };
    Ok(response::redirect(&context.incoming, &target))
}
