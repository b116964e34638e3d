//! The contract of adapters, run against every store.
//!
//! `cargo test -p auth-tests --test contract -- postgres` runs it against one of them.
//! A store that needs a server is skipped unless its variable names one; `AUTH_TEST_REQUIRE_SERVERS=1` forbids that.

// A test's future is as large as all that it does, and there is one of each.
#![allow(clippy::large_futures)]

mod addresses;
mod columns;
mod existing;
mod faults;
mod faulty;
mod interruptions;
mod memory;
mod migrations;
mod mysql;
mod postgres;
mod proxy;
mod question;
mod redis;
mod sqlite;
mod types;
