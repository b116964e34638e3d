//! Where the session lives: load, run the callbacks, store.

mod jwt;
mod token_cookie;

use std::fmt;
use std::future::Future;

use http::{HeaderMap, HeaderValue};
use serde_json::Value;

pub use self::jwt::Jwt;
use crate::callbacks::SignIn;
use crate::core::Core;
use crate::{AuthConfig, Error};

/// A strategy for the application `C`. The runtime has its own; they are named in
/// [`AuthConfig::Strategy`] and are not for implementing elsewhere.
pub trait Strategy<C: AuthConfig>: sealed::Sealed + Send + Sync + 'static {
    /// What one read of the cookie yields, before the `session` callback.
    #[doc(hidden)]
    type Loaded: Send + Sync + 'static;

    /// Reads the cookie and runs the callbacks that may renew what it stands for.
    #[doc(hidden)]
    fn load(
        shared: &Shared<C>,
        headers: &HeaderMap,
    ) -> impl Future<Output = Result<Loaded<Self::Loaded>, Error>> + Send;

    /// The same, with data that the client posted.
    #[doc(hidden)]
    fn update(
        shared: &Shared<C>,
        headers: &HeaderMap,
        data: &Value,
    ) -> impl Future<Output = Result<Loaded<Self::Loaded>, Error>> + Send;

    /// Runs the `session` callback.
    #[doc(hidden)]
    fn session(
        shared: &Shared<C>,
        loaded: &Self::Loaded,
    ) -> impl Future<Output = Result<C::Session, Error>> + Send;

    /// Tells the application that the session was read.
    #[doc(hidden)]
    fn on_session(
        shared: &Shared<C>,
        loaded: &Self::Loaded,
        session: &C::Session,
    ) -> impl Future<Output = ()> + Send;

    /// Starts a session: its cookies, or `None` if the application refuses.
    #[doc(hidden)]
    fn sign_in(
        shared: &Shared<C>,
        headers: &HeaderMap,
        attempt: SignIn<'_, C>,
    ) -> impl Future<Output = Result<Option<Vec<HeaderValue>>, Error>> + Send;

    /// Ends the session: the cookies that delete it.
    #[doc(hidden)]
    fn sign_out(
        shared: &Shared<C>,
        headers: &HeaderMap,
    ) -> impl Future<Output = Vec<HeaderValue>> + Send;
}

/// What the callbacks run with: the deployment and the application's state.
pub struct Shared<C: AuthConfig> {
    pub(crate) core: Core,
    pub(crate) state: C::State,
}

impl<C: AuthConfig> fmt::Debug for Shared<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(f)
    }
}

/// The outcome of reading a cookie.
#[derive(Debug)]
pub struct Loaded<T> {
    /// `None`: there is no session.
    pub(crate) session: Option<T>,
    /// Cookies to set: renewed ones, or deletions of what was invalid.
    pub(crate) cookies: Vec<HeaderValue>,
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Jwt {}
}
