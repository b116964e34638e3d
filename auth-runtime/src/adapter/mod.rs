//! Where users, accounts and sessions are stored: the contract, and one module a store.
//!
//! A module with `strategy = database` needs an [`Adapter`], which the builder takes with
//! [`adapter`](crate::Builder::adapter).
//! An adapter is a [`UserStore`] and a [`SessionStore`] in one; [`UserStore::with_sessions`] puts one
//! of each together.

mod column;
#[cfg(feature = "contract")]
pub mod contract;
mod erased;
mod error;
mod field;
mod memory;
mod record;
#[cfg(feature = "redis")]
mod redis;
mod split;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
// A database alone does not need all that three need together.
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code)
)]
mod sql;
mod store;
mod sweep;

pub use self::column::{ColumnError, ColumnKind, UserColumn};
pub(crate) use self::erased::{ErasedSessions, ErasedUsers};
pub use self::error::{AdapterError, Conflict};
pub use self::field::UserField;
pub use self::memory::MemoryAdapter;
pub use self::record::{SessionRecord, Slide, UserRecord, VerificationToken};
#[cfg(feature = "redis")]
pub use self::redis::RedisStore;
pub use self::split::SplitAdapter;
#[cfg(feature = "mysql")]
pub use self::sql::MySqlAdapter;
#[cfg(feature = "postgres")]
pub use self::sql::PostgresAdapter;
#[cfg(feature = "sqlite")]
pub use self::sql::SqliteAdapter;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use self::sql::{
    AccountsTable, Moments, SessionsTable, SqlAdapter, Tables, UsersTable, VerificationTokensTable,
};
pub use self::store::{Adapter, SessionStore, StoredUser, UserStore};
pub(crate) use self::sweep::Sweep;
