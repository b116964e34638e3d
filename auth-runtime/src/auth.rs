use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue};

use crate::strategy::{Shared, Strategy};
use crate::{AuthConfig, Error};

/// The runtime of an application's callbacks. Cloning it is cheap.
///
/// A module with `#[auth_config]` names its own as `auth::Auth`, and makes it with `auth::builder()`.
///
/// ```
/// #[auth_runtime::auth_config(strategy = jwt)]
/// mod auth {
///     #[jwt]
///     fn jwt(token: Token) -> Token { token }
/// }
///
/// # fn main() -> Result<(), auth_runtime::BuildError> {
/// let auth = auth::builder()
///     .secret("a secret of at least 32 random characters")
///     .build()?;
/// # let _ = auth;
/// # Ok(())
/// # }
/// ```
pub struct Auth<C: AuthConfig> {
    pub(crate) shared: Arc<Shared<C>>,
}

/// A session that was read, and the cookies that have to go back to the browser.
#[derive(Debug)]
#[non_exhaustive]
pub struct SessionRead<S> {
    /// The session; `None` if there is none.
    pub session: Option<S>,
    /// `Set-Cookie` headers: a renewed token, or the deletion of one that is not valid.
    pub cookies: Vec<HeaderValue>,
}

impl<C: AuthConfig> Auth<C> {
    /// The session of a request with these headers, for any framework.
    ///
    /// `None` if nobody is signed in: no cookie, or one that is invalid or expired.
    /// A session that is due to be renewed stays as it is; [`Auth::read`] gives the cookies that renew it.
    ///
    /// # Errors
    ///
    /// If a callback fails. The session itself is untouched then.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// async fn is_signed_in(auth: &auth::Auth, headers: &http::HeaderMap) -> bool {
    ///     matches!(auth.session(headers).await, Ok(Some(_)))
    /// }
    /// # fn main() {}
    /// ```
    pub async fn session(&self, headers: &HeaderMap) -> Result<Option<C::Session>, Error> {
        let loaded = C::Strategy::peek(&self.shared, headers).await?;
        match &loaded.session {
            Some(session) => C::Strategy::session(&self.shared, session, None)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    /// The session of a request with these headers, and the cookies to answer with.
    ///
    /// # Errors
    ///
    /// If a callback fails. The session itself is untouched then; a token that was renewed before
    /// is in the error's [`cookies`](Error::cookies).
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// async fn respond(auth: &auth::Auth, headers: &http::HeaderMap, answer: &mut http::HeaderMap) {
    ///     if let Ok(read) = auth.read(headers).await {
    ///         for cookie in read.cookies {
    ///             answer.append(http::header::SET_COOKIE, cookie);
    ///         }
    ///     }
    /// }
    /// # fn main() {}
    /// ```
    pub async fn read(&self, headers: &HeaderMap) -> Result<SessionRead<C::Session>, Error> {
        let loaded = C::Strategy::load(&self.shared, headers).await?;
        let cookies = loaded.cookies;
        let session = match &loaded.session {
            Some(session) => match C::Strategy::session(&self.shared, session, None).await {
                Ok(session) => Some(session),
                Err(error) => return Err(error.with_cookies(cookies)),
            },
            None => None,
        };
        Ok(SessionRead { session, cookies })
    }

    /// Where the endpoints are: `/auth` unless the builder was told otherwise.
    pub fn base_path(&self) -> &str {
        &self.shared.core.base_path
    }
}

impl<C: AuthConfig> Clone for Auth<C> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<C: AuthConfig> fmt::Debug for Auth<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Auth").field(&self.shared).finish()
    }
}
