//! The groups that get a crate ready for other editions and for compilers to come.

#![deny(warnings)]
#![deny(
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_compatibility,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused
)]

#[path = "../applications/mod.rs"]
pub mod applications;
