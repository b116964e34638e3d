//! The token behind the session, for handlers that need what the session does not show.

use http::HeaderMap;
use http::request::Parts;

use crate::callbacks::JwtCallbacks;
use crate::request_session::RequestSession;
use crate::strategy::{Jwt, LoadedToken, Strategy, TokenFormat};
use crate::{Auth, Error};

/// What only sessions in tokens can do.
impl<C: JwtCallbacks<Strategy = Jwt<F>>, F: TokenFormat> Auth<C> {
    /// The token of a request with these headers, for any framework: `getToken()` of Auth.js, after the `#[jwt]`
    /// callback has read it.
    ///
    /// It is not for the client: what it may see is the session.
    /// `None` if nobody is signed in. As with [`session`](Self::session), what the callback changed is not
    /// written: under [`Auth::layer`] ask [`layered_token`](Self::layered_token) instead.
    ///
    /// # Errors
    ///
    /// If the callback fails. The session itself is untouched then.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// async fn user_id(auth: &auth::Auth, headers: &http::HeaderMap) -> Option<String> {
    ///     auth.token(headers).await.ok()??.sub
    /// }
    /// # fn main() {}
    /// ```
    pub async fn token(&self, headers: &HeaderMap) -> Result<Option<C::Token>, Error> {
        let loaded = Jwt::<F>::peek(&self.shared, headers).await?;
        Ok(loaded.session.map(LoadedToken::into_token))
    }

    /// The token of a request under [`Auth::layer`], which writes the cookies that reading it renews.
    ///
    /// It is the token of the session that the extractors give: it is read once for both.
    /// It is not for the client: what it may see is the session.
    ///
    /// # Errors
    ///
    /// If the callback fails, or if the request did not pass the layer of this runtime.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt(encrypted))]
    /// # mod auth {
    /// #     #[extend(token)]
    /// #     pub struct Claims { #[from(account.access_token)] pub access_token: Option<Secret<String>> }
    /// # }
    /// async fn may_ask<B>(auth: &auth::Auth, request: http::Request<B>) -> bool {
    ///     let (parts, _body) = request.into_parts();
    ///     let token = auth.layered_token(&parts).await;
    ///     matches!(token, Ok(Some(token)) if token.access_token.is_some())
    /// }
    /// # fn main() {}
    /// ```
    pub async fn layered_token<'a>(
        &self,
        request: &'a Parts,
    ) -> Result<Option<&'a C::Token>, Error> {
        let session = RequestSession::<C>::required(request)?;
        if !session.is_of(&self.shared) {
            return Err(Error::no_layer());
        }
        let loaded = session.loaded(&request.headers).await?;
        Ok(loaded.map(LoadedToken::token))
    }
}
