use std::future::{Future, ready};

use serde::de::{DeserializeOwned, Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::BoxError;
use crate::form::{FormError, typed};
use crate::{Account, AuthConfig, DefaultSession, DefaultToken, Extended, Profile, Trigger};

/// The callbacks of an application whose session is a token in the cookie.
///
/// ```
/// #[auth_runtime::auth_config(strategy = jwt)]
/// mod auth {
///     #[jwt]
///     fn jwt(token: Token) -> Token { token }
/// }
/// # fn main() {
/// fn is_jwt<C: auth_runtime::JwtCallbacks>() {}
/// is_jwt::<auth::Config>();
/// # }
/// ```
///
/// # By hand
///
/// What the macro writes for its module can be written without it: the types, the callbacks for each moment,
/// and [`extractors!`](crate::extractors) where handlers take the session.
/// The example `by_hand` is a whole application, with a sign-in form.
///
/// ```
/// use auth_runtime::strategy::Jwt;
/// use auth_runtime::{
///     AuthConfig, BoxError, Builder, DefaultSession, DefaultToken, DefaultUser, Extended, JwtCallbacks,
///     JwtInput, NoUpdate,
/// };
/// use serde::{Deserialize, Serialize};
///
/// /// What the cookie holds.
/// #[derive(Serialize, Deserialize)]
/// struct Token {
///     #[serde(flatten)]
///     default: DefaultToken,
///     id: String,
/// }
///
/// impl Extended for Token {
///     type Base = DefaultToken;
///     type Start = DefaultToken;
///     type Extra = String;
///
///     fn extend(default: DefaultToken, id: String) -> Self {
///         Self { default, id }
///     }
///
///     fn base(&self) -> DefaultToken {
///         self.default.clone()
///     }
/// }
///
/// /// What the client sees.
/// #[derive(Serialize)]
/// struct Session {
///     #[serde(flatten)]
///     default: DefaultSession,
///     user_id: String,
/// }
///
/// struct Config;
///
/// impl AuthConfig for Config {
///     type User = DefaultUser;
///     type Session = Session;
///     type State = ();
///     type Strategy = Jwt;
/// }
///
/// impl JwtCallbacks for Config {
///     type Token = Token;
///     type Update = NoUpdate;
///
///     async fn jwt(input: JwtInput<'_, Self>, (): &()) -> Result<Option<Token>, BoxError> {
///         Ok(Some(match input {
///             JwtInput::SignIn { token, user, .. } => Token::extend(token, user.id.clone()),
///             JwtInput::Read { token } | JwtInput::Update { token, .. } => token,
///         }))
///     }
///
///     async fn session(default: DefaultSession, token: &Token, (): &()) -> Result<Session, BoxError> {
///         Ok(Session { default, user_id: token.id.clone() })
///     }
/// }
///
/// let auth = Builder::<Config>::new().secret("a secret of at least 32 random characters").build()?;
/// assert_eq!(auth.base_path(), "/auth");
/// # Ok::<(), auth_runtime::BuildError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no session tokens",
    label = "its sessions are not tokens",
    note = "with `strategy = database` a session is read by the module's `Auth`, which has the database; what needs a token needs `strategy = jwt` or `strategy = jwt(encrypted)`"
)]
pub trait JwtCallbacks: AuthConfig {
    /// What the cookie holds.
    type Token: StoredToken;
    /// What a client may post with `update(data)`; [`NoUpdate`] if nothing.
    type Update: UpdatePayload;

    /// Makes the token at sign-in, and may change it on every later read and update.
    ///
    /// `None` ends the session: at sign-in it refuses with `AccessDenied`, later it deletes the cookie.
    fn jwt(
        input: JwtInput<'_, Self>,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<Self::Token>, BoxError>> + Send;

    /// Makes the session that the client sees from the token.
    fn session(
        session: DefaultSession,
        token: &Self::Token,
        state: &Self::State,
    ) -> impl Future<Output = Result<Self::Session, BoxError>> + Send;

    /// Told after a sign-out. An error is logged and changes nothing.
    fn on_sign_out(
        token: &Self::Token,
        state: &Self::State,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        let _ = (token, state);
        ready(Ok(()))
    }

    /// Told when the session endpoint was read. An error is logged and changes nothing.
    fn on_session(
        session: &Self::Session,
        token: &Self::Token,
        state: &Self::State,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        let _ = (session, token, state);
        ready(Ok(()))
    }
}

/// The moment at which the `jwt` callback runs, with exactly the values that exist then.
pub enum JwtInput<'a, C: JwtCallbacks, Start = DefaultToken> {
    /// Someone signs in, and the token is made.
    SignIn {
        /// The default fields, filled from the user.
        token: Start,
        /// Who signs in.
        user: &'a C::User,
        /// Through which account.
        account: &'a Account,
        /// What the provider said, if it has profiles.
        profile: Option<&'a Profile>,
        /// [`Trigger::SignIn`] or [`Trigger::SignUp`].
        trigger: Trigger,
    },
    /// The session is read.
    Read {
        /// The token of the cookie.
        token: C::Token,
    },
    /// The client posted data.
    Update {
        /// The token of the cookie.
        token: C::Token,
        /// The data.
        update: C::Update,
    },
}

impl<'a, C: JwtCallbacks> JwtInput<'a, C> {
    /// Adds to a new token what is known at sign-in: the fields with a source.
    ///
    /// # Errors
    ///
    /// With the error of `start`, which refuses the sign-in.
    pub fn start<Start>(
        self,
        start: impl FnOnce(
            DefaultToken,
            &'a C::User,
            &'a Account,
            Option<&'a Profile>,
        ) -> Result<Start, BoxError>,
    ) -> Result<JwtInput<'a, C, Start>, BoxError> {
        Ok(match self {
            Self::SignIn {
                token,
                user,
                account,
                profile,
                trigger,
            } => JwtInput::SignIn {
                token: start(token, user, account, profile)?,
                user,
                account,
                profile,
                trigger,
            },
            Self::Read { token } => JwtInput::Read { token },
            Self::Update { token, update } => JwtInput::Update { token, update },
        })
    }
}

impl<'a, C: JwtCallbacks, Start> JwtInput<'a, C, Start> {
    /// The values of every moment side by side, as the one-function form of `#[jwt]` takes them.
    pub fn into_parts(self) -> JwtParts<'a, C, Start> {
        match self {
            Self::SignIn {
                token,
                user,
                account,
                profile,
                trigger,
            } => JwtParts {
                user: Some(user),
                account: Some(account),
                profile,
                ..JwtParts::of(TokenStart::New(token), trigger)
            },
            Self::Read { token } => JwtParts::of(TokenStart::Kept(token), Trigger::Read),
            Self::Update { token, update } => JwtParts {
                update: Some(update),
                ..JwtParts::of(TokenStart::Kept(token), Trigger::Update)
            },
        }
    }
}

/// The token of the one-function form of `#[jwt]`.
#[derive(Debug)]
pub enum TokenStart<T, Start = DefaultToken> {
    /// At sign-in: the default fields, filled from the user.
    New(Start),
    /// Later: the token of the cookie.
    Kept(T),
}

/// What [`JwtInput`] holds, with `None` for what the moment does not have.
#[allow(missing_debug_implementations)] // It lives for the length of one call.
pub struct JwtParts<'a, C: JwtCallbacks, Start = DefaultToken> {
    /// Made from the user at sign-in, taken from the cookie later.
    pub token: TokenStart<C::Token, Start>,
    /// Only at sign-in.
    pub user: Option<&'a C::User>,
    /// Only at sign-in.
    pub account: Option<&'a Account>,
    /// Only at sign-in, and only from providers with profiles.
    pub profile: Option<&'a Profile>,
    /// The moment.
    pub trigger: Trigger,
    /// Only when the client posted data.
    pub update: Option<C::Update>,
}

impl<C: JwtCallbacks, Start> JwtParts<'_, C, Start> {
    fn of(token: TokenStart<C::Token, Start>, trigger: Trigger) -> Self {
        Self {
            token,
            user: None,
            account: None,
            profile: None,
            trigger,
            update: None,
        }
    }
}

impl<C: JwtCallbacks, Start> std::fmt::Debug for JwtInput<'_, C, Start> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SignIn { .. } => "SignIn",
            Self::Read { .. } => "Read",
            Self::Update { .. } => "Update",
        })
    }
}

/// A token that a cookie can hold: the default fields, extended, as JSON.
pub trait StoredToken:
    Extended<Base = DefaultToken> + Serialize + DeserializeOwned + Send + Sync + 'static
{
}

impl<T> StoredToken for T where
    T: Extended<Base = DefaultToken> + Serialize + DeserializeOwned + Send + Sync + 'static
{
}

/// What a client may post with `update(data)`.
#[diagnostic::on_unimplemented(
    message = "the `#[update]` struct `{Self}` cannot be read from what the client posts",
    label = "not `Deserialize`",
    note = "add `#[derive(serde::Deserialize)]` to `{Self}`"
)]
pub trait UpdatePayload: Sized + Send + 'static {
    /// Reads the posted data.
    ///
    /// A method instead of a supertrait: rustc would speak of that trait and not of this one.
    #[doc(hidden)]
    fn read(data: &Value) -> Result<Self, FormError>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Send + 'static> UpdatePayload for T {
    fn read(data: &Value) -> Result<Self, FormError> {
        typed(data)
    }
}

/// The payload of an application without an `#[update]` struct: there is no value of it.
///
/// ```
/// assert!(serde_json::from_str::<auth_runtime::NoUpdate>("{}").is_err());
/// ```
#[derive(Clone, Copy, Debug)]
pub enum NoUpdate {}

impl<'de> Deserialize<'de> for NoUpdate {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("this application accepts no posted data"))
    }
}
