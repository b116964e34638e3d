//! rustdoc's lints. These pages also show how an application's documentation reads.

#![deny(warnings, rustdoc::all)]

#[path = "../applications/mod.rs"]
pub mod applications;
