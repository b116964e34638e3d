//! The contract of adapters, run against every store.
//!
//! `cargo test -p auth-tests --test contract -- postgres` runs it against one of them.
//! A store that needs a server is skipped unless its variable names one; `AUTH_TEST_REQUIRE_SERVERS=1` forbids that.

mod faults;
mod faulty;
mod memory;
mod proxy;
mod redis;
