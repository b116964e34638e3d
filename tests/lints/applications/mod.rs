//! Applications that together have every form of a module, each a file.

pub mod crate_wide;
pub mod database;
pub mod jwt;
pub mod one_item;
mod private;
mod private_database;
pub mod sources;
pub mod three_phases;

/// Whether the modules that nobody else sees have all that they need.
#[must_use]
pub fn are_complete() -> bool {
    private::is_complete() && private_database::is_complete()
}
