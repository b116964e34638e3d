use crate::provider::AccountLinking;
use crate::{Account, Trigger};

/// Somebody who has proved to own an account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival<'a> {
    /// The account.
    pub(crate) account: &'a Account,
    /// The id of the user who is signed in already in this browser.
    pub(crate) current: Option<&'a str>,
    /// When an account that nobody has may become one of a user who is there.
    pub(crate) linking: AccountLinking,
}

/// Whether somebody may become, or be, one of the application's users.
#[derive(Debug)]
pub(crate) enum Admission<U> {
    /// Who it is, and what that has changed.
    Admitted(U, Change),
    /// The account or its address belongs to another user.
    NotLinked,
}

/// What a sign-in has changed in the database, beside the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Nothing that the application is told about.
    Nothing,
    /// There is a new user.
    Created,
    /// A user has another account.
    Linked,
    /// A user's address is proven now.
    Verified,
}

impl Change {
    /// What the callbacks are told.
    pub(crate) fn trigger(self) -> Trigger {
        match self {
            Self::Created => Trigger::SignUp,
            Self::Nothing | Self::Linked | Self::Verified => Trigger::SignIn,
        }
    }
}
