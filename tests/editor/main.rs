//! What an editor shows of a module: rust-analyzer, driven over its protocol.
//!
//! Without rust-analyzer these tests do nothing and say so; `rustup component add rust-analyzer` installs it,
//! and `AUTH_TEST_REQUIRE_SERVERS=1` forbids to skip them.

mod application;
mod completion;
mod connection;
mod definition;
mod editor;
mod hover;
mod rename;
mod text;
