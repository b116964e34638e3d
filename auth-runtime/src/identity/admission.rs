use crate::provider::AccountLinking;
use crate::{Account, Timestamp, Trigger};

/// Somebody who has proved to own an account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival<'a> {
    /// The account.
    pub(crate) account: &'a Account,
    /// Who is signed in already in this browser.
    pub(crate) current: Option<&'a Current>,
    /// When an account that nobody has may become one of a user who is there.
    pub(crate) linking: AccountLinking,
    /// Whether a user whose address nobody had proved keeps their accounts once it is proved.
    pub(crate) trusts_unproven: bool,
}

/// Who is signed in in a browser while somebody signs in there.
#[derive(Debug)]
pub struct Current {
    /// The user's id.
    pub(crate) id: String,
    /// When the user signed in, if the session could not be ended since.
    pub(crate) since: Option<Timestamp>,
}

/// Who somebody is to the application's database, before it is changed.
#[derive(Debug)]
pub(crate) enum Standing<U> {
    /// The user to whom the account or the address belongs.
    Owner(U),
    /// A user who is there, and gets the account.
    Host(U),
    /// Nobody yet: the user to be made.
    New(U),
    /// The account or its address belongs to another user.
    Taken,
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
    /// A user's address is proved now.
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

impl<U> Standing<U> {
    /// The same with another user.
    pub(super) fn try_map<V, E>(
        self,
        map: impl FnOnce(U) -> Result<V, E>,
    ) -> Result<Standing<V>, E> {
        Ok(match self {
            Self::Owner(user) => Standing::Owner(map(user)?),
            Self::Host(user) => Standing::Host(map(user)?),
            Self::New(user) => Standing::New(map(user)?),
            Self::Taken => Standing::Taken,
        })
    }
}
