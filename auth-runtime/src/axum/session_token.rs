use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;

use super::{Reason, SessionRejection};
use crate::callbacks::JwtCallbacks;
use crate::request_session::RequestSession;
use crate::strategy::{Jwt, TokenFormat};

/// The token behind the session of the request, for a handler that needs what the session does not show, such as
/// the provider's access token: `getToken()` of Auth.js.
///
/// It is the token as the `#[jwt]` callback left it, read once for this and for the session.
/// It is not for the client, although a token is `Serialize`: what the client may see is the session.
/// Without a session the answer is 401; `Option<SessionToken<..>>` is for pages that need nobody.
///
/// ```
/// use auth_runtime::SessionToken;
///
/// #[auth_runtime::auth_config(strategy = jwt(encrypted))]
/// pub mod auth {
///     #[extend(token)]
///     pub struct Claims {
///         #[from(account.access_token)]
///         pub access_token: Option<Secret<String>>,
///     }
/// }
///
/// async fn repositories(token: SessionToken<auth::Config>) -> &'static str {
///     match &token.access_token {
///         Some(access_token) => {
///             let _header = format!("Bearer {}", access_token.expose_secret());
///             "here they are"
///         }
///         None => "this account has none",
///     }
/// }
///
/// # fn main() {
/// let app: axum::Router = axum::Router::new().route("/repositories", axum::routing::get(repositories));
/// # let _ = app;
/// # }
/// ```
pub struct SessionToken<C: JwtCallbacks>(Arc<RequestSession<C>>);

impl<C: JwtCallbacks<Strategy = Jwt<F>>, F: TokenFormat> SessionToken<C> {
    async fn of(parts: &Parts) -> Result<Option<Self>, SessionRejection> {
        let session = RequestSession::<C>::required(parts).map_err(Reason::Failed)?;
        let loaded = session.loaded(&parts.headers).await;
        let is_signed_in = loaded.map_err(Reason::Failed)?.is_some();
        Ok(is_signed_in.then(|| Self(Arc::clone(session))))
    }
}

impl<C: JwtCallbacks<Strategy = Jwt<F>>, F: TokenFormat> Deref for SessionToken<C> {
    type Target = C::Token;

    fn deref(&self) -> &C::Token {
        match self.0.known() {
            Some(loaded) => loaded.token(),
            None => unreachable!("there is a token where one of these is made"),
        }
    }
}

impl<C: JwtCallbacks<Strategy = Jwt<F>>, F: TokenFormat, S: Send + Sync> FromRequestParts<S>
    for SessionToken<C>
{
    type Rejection = SessionRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, SessionRejection> {
        Self::of(parts)
            .await?
            .ok_or_else(|| Reason::SignedOut.into())
    }
}

impl<C: JwtCallbacks<Strategy = Jwt<F>>, F: TokenFormat, S: Send + Sync> OptionalFromRequestParts<S>
    for SessionToken<C>
{
    type Rejection = SessionRejection;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &S,
    ) -> Result<Option<Self>, SessionRejection> {
        Self::of(parts).await
    }
}

/// What is in the token is nobody's business in a log.
impl<C: JwtCallbacks> fmt::Debug for SessionToken<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken")
    }
}
