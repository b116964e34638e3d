//! What generated code names. Not part of the interface: it changes with every version.

mod columns;
pub mod ide;
mod parameter;
mod returned;
mod source;
mod start;
mod stored;
mod typescript;

pub use serde;

pub use self::columns::Columns;
pub use self::parameter::*;
pub use self::returned::*;
pub use self::source::*;
pub use self::start::*;
pub use self::stored::*;
#[cfg(feature = "typescript")]
pub use self::typescript::TypeScriptField;
pub use crate::callbacks::{BoxError, CredentialsProvider, JwtInput, SignIn, TokenStart};
pub use crate::form::Form;
pub use crate::secret::serialize_sealed;

/// What the extractors name.
#[cfg(feature = "axum")]
pub mod axum {
    pub use ::axum::extract::{FromRequestParts, OptionalFromRequestParts};
    pub use ::http::request::Parts;

    pub use crate::axum::{extract, extract_optional};
}

/// Without axum there are no extractors.
#[cfg(not(feature = "axum"))]
#[macro_export]
macro_rules! extractors {
    ($session:ty, $config:ty $(,)?) => {};
}
