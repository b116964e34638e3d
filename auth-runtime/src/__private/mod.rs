//! What generated code names. Not part of the interface: it changes with every version.

mod columns;
pub mod ide;
mod parameter;
mod returned;
mod start;
mod stored;

pub use std::string::String;
pub use std::vec::Vec;

pub use serde;

pub use self::columns::Columns;
pub use self::parameter::*;
pub use self::returned::*;
pub use self::start::*;
pub use self::stored::*;
pub use crate::callbacks::{BoxError, CredentialsProvider, JwtInput, SignIn, TokenStart};
pub use crate::form::Form;

/// What the extractors name.
#[cfg(feature = "axum")]
pub mod axum {
    pub use ::axum::extract::{FromRequestParts, OptionalFromRequestParts};
    pub use ::http::request::Parts;

    pub use crate::axum::{extract, extract_optional};
}

/// Without axum there are no extractors.
#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __extractors {
    ($session:ident, $config:ident) => {};
}
