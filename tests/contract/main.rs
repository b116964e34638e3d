//! The contract of adapters, run against every store.
//!
//! `cargo test -p auth-tests --test contract -- postgres` runs it against one of them.
//! A store that needs a server is skipped unless its variable names one; `AUTH_TEST_REQUIRE_SERVERS=1` forbids that.

mod existing;
mod faults;
mod faulty;
mod memory;
mod mysql;
mod postgres;
mod proxy;
mod redis;
mod sqlite;
