use serde::{Deserialize, Serialize};

use crate::{Extended, Timestamp};

/// The default fields of a user: what a provider or a database says about the person.
///
/// A module's `User` has these fields and those of its `#[extend(user)]` struct.
/// Nothing of it reaches the client by itself: callbacks choose what goes into the token and the session.
///
/// ```
/// use auth_runtime::DefaultUser;
///
/// let ada = DefaultUser {
///     id: "1815".to_owned(),
///     name: Some("Ada Lovelace".to_owned()),
///     ..DefaultUser::default()
/// };
/// assert_eq!(ada.email, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultUser {
    /// Identifies the user; the same person keeps the same id.
    pub id: String,
    /// Full name, for display.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// When the address was proven to belong to the user.
    pub email_verified: Option<Timestamp>,
    /// URL of a picture.
    pub image: Option<String>,
}

/// A user with the default fields alone, for callbacks that are written without the macro.
impl Extended for DefaultUser {
    type Base = Self;
    type Start = Self;
    type Extra = ();

    fn extend(start: Self, (): ()) -> Self {
        start
    }

    fn base(&self) -> Self {
        self.clone()
    }
}
