use std::fmt;

use serde_json::Value;

use crate::{DefaultUser, Timestamp};

/// A row of the users table, without the application's types.
///
/// `Debug` shows the id alone: whatever else a row holds is nobody's business in a log.
///
/// ```
/// use auth_runtime::DefaultUser;
/// use auth_runtime::adapter::UserRecord;
///
/// let ada = DefaultUser { id: "1815".to_owned(), ..DefaultUser::default() };
/// let record = UserRecord::new(ada, vec!["a secret".into()]);
/// assert_eq!(format!("{record:?}"), r#"UserRecord { id: "1815", .. }"#);
/// ```
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct UserRecord {
    /// The columns that every users table has.
    pub user: DefaultUser,
    /// The application's own columns, in the order of [`StoredUser::columns`](super::StoredUser::columns):
    /// `NULL` is [`Value::Null`], a moment is a string in the form of [`Timestamp`].
    pub extra: Vec<Value>,
}

impl UserRecord {
    /// A row with its own columns and the application's.
    pub fn new(user: DefaultUser, extra: Vec<Value>) -> Self {
        Self { user, extra }
    }
}

impl fmt::Debug for UserRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserRecord")
            .field("id", &self.user.id)
            .finish_non_exhaustive()
    }
}

/// A row of the sessions table: the session's id, its user, its end, and what a list of sessions shows.
///
/// Nothing of the session that the client sees is stored.
/// `Debug` leaves the id out: in a table that is shared with Auth.js it is what the cookie holds.
///
/// ```
/// use auth_runtime::Timestamp;
/// use auth_runtime::adapter::SessionRecord;
///
/// let session = SessionRecord::new("hash of the id", "1815", Timestamp::from_unix_seconds(60));
/// assert!(!format!("{session:?}").contains("hash of the id"));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionRecord {
    /// The id as it is stored: the SHA-256 of what the cookie holds, in hexadecimal digits, unless the table is shared with Auth.js.
    pub id: String,
    /// Whose session it is.
    pub user_id: String,
    /// When it ends unless it is used again.
    pub expires: Timestamp,
    /// When the user signed in; `None` if the table does not say.
    pub created: Option<Timestamp>,
    /// When it was last used, give or take the builder's `update_age`; `None` if the table does not say.
    pub last_seen: Option<Timestamp>,
    /// The browser that signed in, as its `User-Agent` header said, cut at 512 bytes.
    pub user_agent: Option<String>,
}

impl SessionRecord {
    /// A session without the columns of a list.
    pub fn new(id: impl Into<String>, user_id: impl Into<String>, expires: Timestamp) -> Self {
        Self {
            id: id.into(),
            user_id: user_id.into(),
            expires,
            created: None,
            last_seen: None,
            user_agent: None,
        }
    }
}

impl fmt::Debug for SessionRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionRecord")
            .field("user_id", &self.user_id)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// A session that was used, and so ends later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs)] // Three moments, and no more can come.
pub struct Slide {
    /// The end that was read with the session. If the session has another one by now, somebody else has moved it.
    pub from: Timestamp,
    /// The new end.
    pub to: Timestamp,
    /// When the session was used.
    pub seen: Timestamp,
}

/// A token that proves once that whoever holds it reads the mail of an address.
///
/// ```
/// use auth_runtime::Timestamp;
/// use auth_runtime::adapter::VerificationToken;
///
/// let token = VerificationToken::new("ada@example.com", "hash", Timestamp::from_unix_seconds(60));
/// assert!(!format!("{token:?}").contains("hash"));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerificationToken {
    /// For whom it is: an e-mail address.
    pub identifier: String,
    /// The token as it is stored: a hash of what was sent.
    pub token: String,
    /// When it ends.
    pub expires: Timestamp,
}

impl VerificationToken {
    /// A token with its three fields.
    pub fn new(
        identifier: impl Into<String>,
        token: impl Into<String>,
        expires: Timestamp,
    ) -> Self {
        Self {
            identifier: identifier.into(),
            token: token.into(),
            expires,
        }
    }
}

impl fmt::Debug for VerificationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerificationToken")
            .field("identifier", &self.identifier)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}
