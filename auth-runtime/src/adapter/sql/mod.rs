//! Users, accounts, sessions and tokens in SQL databases, by `sqlx`.
//!
//! The logic is written once; what differs between databases is a [`dialect::Dialect`], one file each.
//! The tables are looked at once, at the start: every problem is told then, and every statement is
//! written then, with the casts that the columns' types need.

// `Dialect` is sealed: which databases there are is ours to say.
#![allow(private_bounds)]

mod accounts;
mod adapter;
mod check;
mod dialect;
#[macro_use]
mod driver;
mod failure;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
mod prepare;
mod row;
mod sessions;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statement;
mod store;
mod tables;
mod tokens;
mod transaction;
mod trouble;
mod users;

pub use self::adapter::SqlAdapter;
#[cfg(feature = "mysql")]
pub use self::mysql::MySqlAdapter;
#[cfg(feature = "postgres")]
pub use self::postgres::PostgresAdapter;
#[cfg(feature = "sqlite")]
pub use self::sqlite::SqliteAdapter;
pub use self::tables::{
    AccountsTable, Moments, SessionsTable, Tables, UsersTable, VerificationTokensTable,
};

use self::dialect::Bind;
use super::AdapterError;

/// The runtime's builder prepares its adapter; whoever uses one alone has to do it.
fn not_prepared(method: &str) -> AdapterError {
    AdapterError::other(format!("`{method}` has to be called first"))
}

/// Whether the URL is of one of these schemes: the drivers take any.
#[cfg(any(feature = "mysql", feature = "postgres"))]
fn has_scheme(url: &str, schemes: [&str; 2]) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|found| schemes.iter().any(|own| own.eq_ignore_ascii_case(found)))
}
