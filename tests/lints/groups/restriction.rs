//! `clippy::restriction`: nobody turns on all of it, and every team has its favourites, such as `unwrap_used`,
//! `panic`, `indexing_slicing`, `absolute_paths` or `missing_docs_in_private_items`.
//!
//! So all of it is on but for the few below, which forbid what applications do.

#![deny(warnings, clippy::restriction)]
#![expect(
    clippy::blanket_clippy_restriction_lints,
    reason = "the group is the point"
)]
#![expect(
    clippy::exhaustive_structs,
    reason = "the application reads and makes all that it declares, and so is what is generated for it"
)]
#![expect(
    clippy::field_scoped_visibility_modifiers,
    clippy::pub_with_shorthand,
    reason = "fields and types are as visible as their module"
)]
#![expect(
    clippy::implicit_return,
    clippy::missing_inline_in_public_items,
    clippy::pattern_type_mismatch,
    clippy::single_call_fn,
    reason = "the application's functions are functions"
)]

#[path = "../applications/mod.rs"]
pub mod applications;
