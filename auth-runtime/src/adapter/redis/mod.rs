//! Sessions in Redis.
//!
//! Every call is one script, so what it changes is changed at once and for everybody.

mod failure;
mod link;
mod script;
mod store;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use self::link::Link;
use self::script::Scripts;
use super::AdapterError;

/// Sessions in Redis, beside users who are in a database.
///
/// It needs Redis 7 or newer, or Valkey; one server with any number of replicas, no cluster.
///
/// ```no_run
/// # #[auth_runtime::auth_config(strategy = database)]
/// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
/// # async fn start() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
/// use auth_runtime::adapter::{MemoryAdapter, RedisStore, UserStore as _};
///
/// # let users = MemoryAdapter::new();
/// let sessions = RedisStore::connect("redis://127.0.0.1:6379").await?;
/// let adapter = users.with_sessions(sessions);
/// # Ok(())
/// # }
/// # fn main() {}
/// ```
///
/// Sessions end by themselves, so nothing has to be cleaned.
/// [`delete_expired_sessions`](super::SessionStore::delete_expired_sessions) only removes sooner what has ended, and what
/// the lists still name; it counts both.
///
/// A Redis that has lost its data, or some of it, has lost sessions: their users sign in again.
/// That no session may be left which cannot be found to be deleted, every session is named by a set of its user's, and
/// is there only together with it.
/// A replica that takes over before it knows of a sign-out does not know of the sign-out.
///
/// Clones share the connection.
#[derive(Clone)]
pub struct RedisStore {
    link: Link,
    scripts: Arc<Scripts>,
    prefix: Arc<str>,
}

impl RedisStore {
    /// Connects to a server, such as `redis://user:password@host:6379/0` or `unix:///run/redis.sock`.
    ///
    /// ```no_run
    /// # async fn start() -> Result<(), auth_runtime::adapter::AdapterError> {
    /// use auth_runtime::adapter::RedisStore;
    ///
    /// let sessions = RedisStore::connect("redis://127.0.0.1:6379").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A connection that is lost later is made again when it is needed.
    ///
    /// # Errors
    ///
    /// If the URL cannot be read, or the server cannot be reached or refuses. No error shows the password.
    pub async fn connect(url: &str) -> Result<Self, AdapterError> {
        Ok(Self {
            link: Link::open(url, Duration::from_secs(5)).await?,
            scripts: Arc::new(Scripts::new()),
            prefix: "auth:".into(),
        })
    }

    /// What every key begins with: `auth:` unless it is set.
    ///
    /// Applications with prefixes of their own can share a server.
    ///
    /// ```no_run
    /// # async fn start() -> Result<(), auth_runtime::adapter::AdapterError> {
    /// # use auth_runtime::adapter::RedisStore;
    /// let sessions = RedisStore::connect("redis://127.0.0.1:6379").await?.prefix("shop:");
    /// # Ok(())
    /// # }
    /// ```
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// How long to wait for an answer before the store counts as away: 5 seconds unless it is set.
    ///
    /// ```no_run
    /// # async fn start() -> Result<(), auth_runtime::adapter::AdapterError> {
    /// # use auth_runtime::adapter::RedisStore;
    /// use std::time::Duration;
    ///
    /// let sessions = RedisStore::connect("redis://127.0.0.1:6379")
    ///     .await?
    ///     .patience(Duration::from_secs(1));
    /// # Ok(())
    /// # }
    /// ```
    pub fn patience(mut self, patience: Duration) -> Self {
        self.link.patience = patience;
        self
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("prefix", &self.prefix)
            .field("patience", &self.link.patience)
            .finish_non_exhaustive()
    }
}
