//! The traits of the callback table.
//!
//! `#[auth_config]` implements them for the module's `Config`; they can be implemented by hand as well.
//! Every method has a default that does what Auth.js does without the callback,
//! except those that only the application can write.

mod database;
mod jwt;
mod sign_in;
mod update;

use std::future::{Future, ready};

use serde::Serialize;
use url::Url;

pub use self::database::{DatabaseCallbacks, SessionInput};
pub use self::jwt::{
    JwtCallbacks, JwtInput, JwtParts, NoUpdate, StoredToken, TokenStart, UpdatePayload,
};
pub use self::sign_in::{CredentialsProvider, CredentialsSignin, SignIn};
pub use self::update::InvalidUpdate;
use crate::form::Form;
use crate::redirect::default_redirect;
use crate::strategy::Strategy;
use crate::table::Table;
use crate::{Account, DefaultUser, Extended, Profile, SignInDecision};

/// The error of a callback: whatever the application's own error is, boxed.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// An application's configuration: its types, and the callbacks that every strategy has.
///
/// The macro implements it for the module's `Config`; [how it looks by hand](JwtCallbacks#by-hand) is shown there.
///
/// ```
/// #[auth_runtime::auth_config(strategy = jwt)]
/// mod auth {
///     #[redirect]
///     fn redirect(url: &str, base_url: &Url) -> Url {
///         let docs = "https://docs.example.com";
///         match base_url.join(url) {
///             Ok(target) if target.origin() == base_url.origin() => target,
///             Ok(target) if target.origin().ascii_serialization() == docs => target,
///             _ => base_url.clone(),
///         }
///     }
/// }
/// # fn main() {
/// use auth_runtime::AuthConfig;
/// assert!(auth::Config::CREDENTIALS.is_empty());
/// # }
/// ```
pub trait AuthConfig: Sized + Send + Sync + 'static {
    /// Who signs in.
    type User: Extended<Base = DefaultUser> + Send + Sync + 'static;
    /// What the application and the client see.
    type Session: Serialize + Send + Sync + 'static;
    /// The application's own state, handed to the callbacks that ask for it.
    type State: Send + Sync + 'static;
    /// Where the session lives.
    type Strategy: Strategy<Self>;

    /// The callbacks and the extra fields as data, for the log and for tools.
    ///
    /// Nothing depends on it: by hand it may be left out, and then it names the strategy alone.
    const TABLE: Table = Table::new(<Self::Strategy as Strategy<Self>>::NAME);

    /// Whether [`profile`](Self::profile) makes a user, as it has to where people sign in at providers or by links:
    /// `build()` refuses these otherwise.
    const MAKES_USERS: bool = true;

    /// The sign-in forms of the application.
    const CREDENTIALS: &'static [CredentialsProvider] = &[];

    /// Checks the submitted form of the provider with this id.
    ///
    /// `None` refuses it, and so does a [`CredentialsSignin`] error.
    /// A form that does not fit its struct comes back as the [`FormError`](crate::FormError) it is.
    fn authorize(
        provider: &str,
        form: &Form,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<Self::User>, BoxError>> + Send {
        let _ = (provider, form, state);
        ready(Ok(None))
    }

    /// Makes the user of somebody whom the database does not know, from what the provider said; without a
    /// database, for every sign-in at a provider.
    ///
    /// `user` has the default fields already, from the provider's entry in the catalogue. For a link by
    /// e-mail it has the address, and `profile` is empty. It should only compute: it also runs before a
    /// link is sent, and before [`sign_in`](Self::sign_in), which may refuse.
    /// The default is an error, which refuses the sign-in: nobody but the application knows its own fields.
    /// For a [`DefaultUser`], which has none, `std::future::ready(Ok(user))` is all it takes.
    fn profile(
        user: DefaultUser,
        profile: &Profile,
        account: &Account,
        state: &Self::State,
    ) -> impl Future<Output = Result<Self::User, BoxError>> + Send {
        let _ = (user, profile, account, state);
        ready(Err(
            "the user has fields of its own, and there is no `#[profile]` callback to fill them"
                .into(),
        ))
    }

    /// Decides whether the user may sign in: the one that the database has, or gives the account to, or
    /// else the one that would be made.
    ///
    /// For a link by e-mail it is asked twice: before the link is sent, and when it is used. Whoever asks
    /// for a link is not told of a refusal: that would tell who is known.
    fn sign_in(
        attempt: SignIn<'_, Self>,
        state: &Self::State,
    ) -> impl Future<Output = Result<SignInDecision, BoxError>> + Send {
        let _ = (attempt, state);
        ready(Ok(SignInDecision::Allow))
    }

    /// Turns a wish to go to `url` into the place to go to.
    ///
    /// `url` is a path of the application, or the address of **any** web page: whoever writes a link
    /// chooses it. The default keeps the browser on the application's own origin; a callback that lets
    /// it go elsewhere has to compare the origin with those that it knows.
    fn redirect(
        url: &str,
        base_url: &Url,
        state: &Self::State,
    ) -> impl Future<Output = Result<Url, BoxError>> + Send {
        let _ = state;
        ready(Ok(default_redirect(url, base_url)))
    }

    /// Told after a sign-in. An error is logged and changes nothing.
    fn on_sign_in(
        event: SignIn<'_, Self>,
        state: &Self::State,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        let _ = (event, state);
        ready(Ok(()))
    }

    /// Told after a user was created. An error is logged and changes nothing.
    fn on_create_user(
        user: &Self::User,
        state: &Self::State,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        let _ = (user, state);
        ready(Ok(()))
    }

    /// Told after a sign-in changed the user's row, such as by a link that proved the address. An error is
    /// logged and changes nothing.
    fn on_update_user(
        user: &Self::User,
        state: &Self::State,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        let _ = (user, state);
        ready(Ok(()))
    }

    /// Told after a user was given an account. An error is logged and changes nothing.
    fn on_link_account(
        user: &Self::User,
        account: &Account,
        profile: Option<&Profile>,
        state: &Self::State,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        let _ = (user, account, profile, state);
        ready(Ok(()))
    }
}
