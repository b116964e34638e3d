use http::HeaderValue;

use crate::form::FormError;
use crate::provider::AccountLinking;
use crate::{Account, DefaultUser, Profile};

/// Somebody who comes with an account at a provider, or with an address.
#[derive(Debug)]
pub(crate) struct Newcomer {
    /// What is known of them, without an id here.
    pub(crate) user: DefaultUser,
    pub(crate) account: Account,
    /// What the provider said; empty if there is none.
    pub(crate) profile: Profile,
    /// When the account may become one of a user who is there already.
    pub(crate) linking: AccountLinking,
    /// Whether a user whose address nobody had proved keeps their accounts once it is proved.
    pub(crate) trusts_unproven: bool,
}

/// How a sign-in ended.
pub(crate) enum Attempt {
    SignedIn {
        /// The cookies of the session.
        cookies: Vec<HeaderValue>,
        /// Whether the user is new.
        is_new: bool,
    },
    /// The form does not fit its struct.
    InvalidForm(FormError),
    /// Wrong credentials, with the code that tells which kind of wrong.
    Refused(&'static str),
    /// The application does not let this user in.
    Denied,
    /// The address belongs to another user.
    NotLinked,
    /// The application sends the browser elsewhere.
    Redirect(String),
}
