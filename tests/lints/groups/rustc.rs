//! rustc's own lints, also those that are off unless they are asked for.

#![deny(warnings)]
#![deny(
    missing_docs,
    unreachable_pub,
    missing_debug_implementations,
    unused_qualifications
)]
#![deny(
    deprecated_safe,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_results,
    variant_size_differences
)]
#![forbid(unsafe_code)]

#[path = "../applications/mod.rs"]
pub mod applications;
