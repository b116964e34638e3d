//! The contract of adapters, run against every store.
//!
//! `cargo test -p auth-tests --test contract -- postgres` runs it against one of them.

mod faults;
mod faulty;
mod memory;
