//! `clippy::nursery`.

#![deny(warnings, clippy::nursery)]

#[path = "../applications/mod.rs"]
pub mod applications;
