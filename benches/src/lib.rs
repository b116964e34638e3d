//! What the benchmarks share.

pub mod app;
pub mod browser;
pub mod session_read;
pub mod stats;
