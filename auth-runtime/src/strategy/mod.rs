//! Where the session lives: load, run the callbacks, store.

mod database;
mod id_cookie;
mod jwt;
mod rows;
mod slides;
mod token_cookie;

use std::any::TypeId;
use std::fmt;
use std::future::Future;

use http::{HeaderMap, HeaderValue};
use serde_json::Value;

pub use self::database::Database;
pub use self::id_cookie::SessionIds;
pub(crate) use self::jwt::LoadedToken;
pub(crate) use self::jwt::TokenFormat;
pub use self::jwt::{Encrypted, EncryptedJwt, Jwt, Signed};
pub(crate) use self::rows::Rows;
pub(crate) use self::token_cookie::{refused, valid, verified};
use crate::callbacks::{NoUpdate, SignIn, UpdatePayload};
use crate::codec::Format;
use crate::core::Core;
use crate::form::FormError;
use crate::identity::{Current, Users};
use crate::{AuthConfig, Error};

/// A strategy for the application `C`. The runtime has its own; they are named in
/// [`AuthConfig::Strategy`] and are not for implementing elsewhere.
pub trait Strategy<C: AuthConfig>: sealed::Sealed + Send + Sync + 'static {
    /// The word behind `strategy =`.
    #[doc(hidden)]
    const NAME: &'static str;

    /// What the strategy keeps beside the deployment: the database of sessions, if there is one.
    #[doc(hidden)]
    type Store: Send + Sync + 'static;

    /// What one read of the cookie yields, before the `session` callback.
    #[doc(hidden)]
    type Loaded: Send + Sync + 'static;

    /// Posted data on its way to the `session` callback.
    #[doc(hidden)]
    type Posted: Send;

    /// How the tokens of this strategy are written, if it has any.
    #[doc(hidden)]
    const FORMAT: Format = Format::Signed;

    /// Reads the cookie and runs the callbacks that may renew what it stands for.
    #[doc(hidden)]
    fn load(
        shared: &Shared<C>,
        headers: &HeaderMap,
    ) -> impl Future<Output = Result<Loaded<Self::Loaded>, Error>> + Send;

    /// The same for somebody who cannot hand cookies on, so that nothing is renewed that needs them.
    #[doc(hidden)]
    fn peek(
        shared: &Shared<C>,
        headers: &HeaderMap,
    ) -> impl Future<Output = Result<Loaded<Self::Loaded>, Error>> + Send {
        Self::load(shared, headers)
    }

    /// The same, with data that the client posted.
    #[doc(hidden)]
    fn update(
        shared: &Shared<C>,
        headers: &HeaderMap,
        data: &Value,
    ) -> impl Future<Output = Result<Updated<Self::Loaded, Self::Posted>, Error>> + Send;

    /// Runs the `session` callback.
    #[doc(hidden)]
    fn session(
        shared: &Shared<C>,
        loaded: &Self::Loaded,
        posted: Option<Self::Posted>,
    ) -> impl Future<Output = Result<C::Session, Error>> + Send;

    /// Tells the application that the session was read.
    #[doc(hidden)]
    fn on_session(
        shared: &Shared<C>,
        loaded: &Self::Loaded,
        session: &C::Session,
    ) -> impl Future<Output = ()> + Send;

    /// Whether a form's user has to be in the database: a session's row names one.
    #[doc(hidden)]
    const NEEDS_ROW: bool;

    /// Who is signed in while somebody signs in.
    ///
    /// A session that a callback ends is none: an account must not be linked to its user.
    #[doc(hidden)]
    fn current_user(
        shared: &Shared<C>,
        headers: &HeaderMap,
    ) -> impl Future<Output = Result<Option<Current>, Error>> + Send;

    /// Ends every session of a user that can be ended.
    #[doc(hidden)]
    fn end_sessions(
        shared: &Shared<C>,
        user_id: &str,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// Starts a session: its cookies, or `None` if the application refuses.
    ///
    /// `is_signed_in` says that the browser has a session of this user already.
    #[doc(hidden)]
    fn sign_in(
        shared: &Shared<C>,
        headers: &HeaderMap,
        attempt: SignIn<'_, C>,
        is_signed_in: bool,
    ) -> impl Future<Output = Result<Option<Vec<HeaderValue>>, Error>> + Send;

    /// Ends the session: the cookies that delete it.
    #[doc(hidden)]
    fn sign_out(
        shared: &Shared<C>,
        headers: &HeaderMap,
    ) -> impl Future<Output = Result<Vec<HeaderValue>, Error>> + Send;
}

/// The outcome of an update, and the posted data if the `session` callback is to have it.
pub type Updated<T, P> = (Loaded<T>, Option<P>);

/// What the callbacks run with: the deployment and the application's state.
pub struct Shared<C: AuthConfig> {
    pub(crate) core: Core,
    pub(crate) state: C::State,
    /// The users of the database, if there is one.
    pub(crate) users: Option<Users<C::User>>,
    pub(crate) store: <C::Strategy as Strategy<C>>::Store,
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

/// The posted data as the application declared it.
fn posted<U: UpdatePayload>(data: &Value) -> Result<U, Error> {
    if TypeId::of::<U>() == TypeId::of::<NoUpdate>() {
        return Err(Error::update(FormError {
            field: None,
            message: "this application accepts no posted data".to_owned(),
        }));
    }
    U::read(data).map_err(Error::update)
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Database {}
    impl<F> Sealed for super::Jwt<F> {}
}
