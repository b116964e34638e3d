//! What the benchmarks share.

pub mod app;
pub mod browser;
pub mod contest;
pub mod core;
pub mod cpu;
pub mod database_app;
pub mod encrypted_app;
pub mod encrypted_read;
pub mod load;
pub mod server;
pub mod session_read;
pub mod stats;
