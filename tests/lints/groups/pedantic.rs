//! `clippy::pedantic`.

#![deny(warnings, clippy::pedantic)]

#[path = "../applications/mod.rs"]
pub mod applications;
