//! A user's sessions, for a page that lists them and signs them out.

use http::HeaderMap;

use crate::adapter::SessionRecord;
use crate::strategy::Rows;
use crate::{Auth, DatabaseCallbacks, Error, Timestamp};

/// A session of a user, as a list shows it.
///
/// ```
/// # #[auth_runtime::auth_config(strategy = database)]
/// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
/// async fn devices(auth: &auth::Auth, user_id: &str) -> Result<Vec<String>, auth_runtime::Error> {
///     let sessions = auth.sessions(user_id).await?;
///     Ok(sessions.into_iter().filter_map(|session| session.user_agent).collect())
/// }
/// # fn main() {}
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActiveSession {
    /// Tells the session apart from others, for [`Auth::sign_out_session`]. It opens nothing: a page may show it.
    pub id: String,
    /// When the user signed in; `None` if the table does not say.
    pub created: Option<Timestamp>,
    /// When it was last used, give or take the builder's `update_age`; `None` if the table does not say.
    pub last_seen: Option<Timestamp>,
    /// When it ends unless it is used again.
    pub expires: Timestamp,
    /// The browser that signed in, as its `User-Agent` header said, cut at 512 bytes.
    pub user_agent: Option<String>,
}

impl From<SessionRecord> for ActiveSession {
    fn from(record: SessionRecord) -> Self {
        Self {
            id: Rows::public_id(&record.id),
            created: record.created,
            last_seen: record.last_seen,
            expires: record.expires,
            user_agent: record.user_agent,
        }
    }
}

/// What only sessions in a database can do.
impl<C: DatabaseCallbacks> Auth<C> {
    /// The sessions of a user that have not ended, the one that was used last first.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked.
    pub async fn sessions(&self, user_id: &str) -> Result<Vec<ActiveSession>, Error> {
        let sessions = self.shared.store.list(&self.shared.core, user_id).await?;
        Ok(sessions.into_iter().map(ActiveSession::from).collect())
    }

    /// The [`id`](ActiveSession::id) of the session that a request with these headers belongs to, to mark it in a list.
    ///
    /// It reads the cookie and asks nobody: the session may be over.
    pub fn session_id(&self, headers: &HeaderMap) -> Option<String> {
        let stored = self.shared.store.current(&self.shared.core, headers);
        stored.map(|stored| Rows::public_id(&stored))
    }

    /// Ends one session of a user, wherever it is used; `false` if the user has no such session.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked.
    pub async fn sign_out_session(&self, user_id: &str, id: &str) -> Result<bool, Error> {
        let store = &self.shared.store;
        let sessions = store.list(&self.shared.core, user_id).await?;
        let session = sessions
            .iter()
            .find(|session| Rows::public_id(&session.id) == id);
        match session {
            Some(session) => Ok(store.end_one(&session.id).await?),
            None => Ok(false),
        }
    }

    /// Ends every session of a user, the present one included, and says how many there were.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked. No session has ended then, or all have.
    pub async fn sign_out_everywhere(&self, user_id: &str) -> Result<u64, Error> {
        Ok(self.shared.store.end_all(user_id).await?)
    }

    /// Deletes at most `limit` sessions that are over, and as many tokens, and says how many rows are gone.
    ///
    /// A sign-in does so as well, once in ten minutes. An application with many visitors calls it from
    /// a task of its own, until it gives zero.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked.
    pub async fn delete_expired(&self, limit: u32) -> Result<u64, Error> {
        let now = self.shared.core.clock.now();
        let sessions = self.shared.store.delete_expired(now, limit).await?;
        let tokens = match &self.shared.users {
            Some(users) => users.directory().delete_expired(now, limit).await?,
            None => 0,
        };
        Ok(sessions + tokens)
    }
}
