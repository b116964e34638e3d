//! Tokens for services that only read them.

mod builder;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::HeaderMap;
use http::header::AUTHORIZATION;

pub use self::builder::TokenReaderBuilder;
use crate::callbacks::JwtCallbacks;
use crate::codec::{SessionCodec, TokenError};
use crate::cookie::{Value, decode, receive};
use crate::core::Lifetimes;
use crate::strategy::{refused, valid, verified};
use crate::{AuthConfig, Clock, Error};

/// Reads the session's token, for a service beside the application that issues it.
///
/// It needs the secret and the types of the module, and nothing else: no endpoints, no database, no framework.
/// No callback is called and no cookie is renewed; that is for the application that signs people in, in
/// Rust or, with `strategy = jwt(encrypted)`, with Auth.js ([how the two agree](crate::next_beside_rust)).
///
/// The module is best in a library crate that both programs use. What fills its fields has to be there in the
/// reader as well, where nobody signs in, for a module with a field that nothing fills does not compile; and two
/// copies of it drift apart.
///
/// Without a URL the two do not agree: a [`Builder`](crate::Builder) that has none, as it may outside of
/// [production](crate::Builder::production), takes requests to this machine for `http` and writes `authjs.session-token`, while a reader expects
/// `__Secure-authjs.session-token`. Give both the same `AUTH_URL` and [`from_env`](TokenReaderBuilder::from_env), or
/// tell the reader [`.secure(false)`](TokenReaderBuilder::secure).
///
/// ```
/// use auth_runtime::{TokenReader, auth_config};
/// use http::HeaderMap;
///
/// #[auth_config(strategy = jwt(encrypted))]
/// mod auth {
///     /// What the issuer puts into the token, beside `name`, `email`, `picture` and `sub`.
///     #[extend(token)]
///     #[derive(Default)]
///     pub struct Claims { pub role: Option<String> }
///
///     /// Nobody signs in here: tokens are taken as they are.
///     #[jwt]
///     fn jwt(token: Token) -> Token { token }
/// }
///
/// # fn main() -> Result<(), auth_runtime::BuildError> {
/// let reader = TokenReader::<auth::Config>::builder()
///     .secret("a secret of at least 32 random characters")
///     .build()?;
///
/// let is_admin = |headers: &HeaderMap| match reader.read_cookies(headers) {
///     Ok(Some(token)) => Ok(token.role.as_deref() == Some("admin")),
///     Ok(None) => Ok(false), // nobody is signed in
///     Err(error) => Err(error.status()),
/// };
/// assert_eq!(is_admin(&HeaderMap::new()), Ok(false));
/// # Ok(())
/// # }
/// ```
///
/// # Nobody, or an error
///
/// `None` is what a session would be as well: there is no token, or it is malformed, made with a secret
/// that is not configured or for another cookie, altered, too long, expired, or not valid yet.
/// The reason is logged at the level `debug`, without the token.
///
/// An [`Error`] is a mistake of ours: somebody who knows the secret has made this token, it has not been altered,
/// its time is not over, and it does not fit the module's `Token` (or lacks `iat` or `exp`). Issuer and reader
/// have drifted apart, which nobody's signing in again would mend. A field that older tokens lack is an `Option`,
/// or says `#[serde(default)]`.
///
/// A token that was read is good until its end, also where the `jwt` callback of its issuer has ended
/// the session since: nothing is asked.
pub struct TokenReader<C> {
    source: Arc<Source>,
    config: PhantomData<fn() -> C>,
}

/// All that does not depend on the application's types.
struct Source {
    cookie_name: String,
    codec: SessionCodec,
    lifetimes: Lifetimes,
    clock: Clock,
}

impl<C: AuthConfig> TokenReader<C> {
    /// A builder with the defaults of Auth.js.
    pub fn builder() -> TokenReaderBuilder<C> {
        TokenReaderBuilder::new()
    }
}

impl<C: JwtCallbacks> TokenReader<C> {
    /// The token of a browser's cookies, in one cookie or in several.
    ///
    /// A browser sends cookies also with requests that other sites start. A service that changes something
    /// by them has to look where a request comes from, by its `Origin` header.
    ///
    /// # Errors
    ///
    /// If the token [does not fit](Self#nobody-or-an-error).
    pub fn read_cookies(&self, headers: &HeaderMap) -> Result<Option<C::Token>, Error> {
        self.token(&receive(headers, &self.source.cookie_name).value)
    }

    /// The token of an `Authorization: Bearer` header, which may be percent-encoded, as `getToken()` of Auth.js reads it.
    ///
    /// The same token as in the cookie: its key depends on the cookie's name here as well.
    /// Two such headers are as good as none.
    ///
    /// # Errors
    ///
    /// If the token [does not fit](Self#nobody-or-an-error).
    ///
    /// ```
    /// # use auth_runtime::TokenReader;
    /// # #[auth_runtime::auth_config(strategy = jwt(encrypted))]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// # use http::HeaderMap;
    /// /// The token of a browser or, without one, of a program.
    /// fn token(
    ///     reader: &TokenReader<auth::Config>,
    ///     headers: &HeaderMap,
    /// ) -> Result<Option<auth::Token>, auth_runtime::Error> {
    ///     match reader.read_cookies(headers)? {
    ///         Some(token) => Ok(Some(token)),
    ///         None => reader.read_bearer(headers),
    ///     }
    /// }
    /// # fn main() {}
    /// ```
    pub fn read_bearer(&self, headers: &HeaderMap) -> Result<Option<C::Token>, Error> {
        let token = bearer(headers).and_then(decode);
        self.token(&token.map_or(Value::Missing, Value::Token))
    }

    /// A token by itself, for what is not HTTP.
    ///
    /// # Errors
    ///
    /// If the token [does not fit](Self#nobody-or-an-error).
    pub fn read(&self, token: &str) -> Result<Option<C::Token>, Error> {
        self.token(&Value::Token(token.into()))
    }

    fn token(&self, value: &Value<'_>) -> Result<Option<C::Token>, Error> {
        let Source {
            codec,
            lifetimes,
            clock,
            ..
        } = &*self.source;
        let Some(opened) = verified(codec, value) else {
            return Ok(None);
        };
        match valid(&opened.payload, lifetimes, clock.now()) {
            Ok((token, _, _)) => Ok(Some(token)),
            Err(error @ TokenError::Claims(_)) => Err(Error::unfit(error)),
            Err(error) => {
                refused(&error);
                Ok(None)
            }
        }
    }
}

/// What stands behind `Bearer`, in whatever letters that is written (RFC 9110, section 11.1).
fn bearer(headers: &HeaderMap) -> Option<&[u8]> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let value = value.as_bytes();
    let end = value.iter().position(|&byte| byte == b' ')?;
    let (scheme, token) = value.split_at(end);
    scheme
        .eq_ignore_ascii_case(b"Bearer")
        .then(|| token.trim_ascii())
}

impl<C> Clone for TokenReader<C> {
    fn clone(&self) -> Self {
        Self {
            source: Arc::clone(&self.source),
            config: PhantomData,
        }
    }
}

impl<C> fmt::Debug for TokenReader<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenReader")
            .field("cookie", &self.source.cookie_name)
            .field("lifetimes", &self.source.lifetimes)
            .finish_non_exhaustive()
    }
}
