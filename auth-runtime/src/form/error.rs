//! Why a form does not fit.

use std::fmt;

use serde::de;

/// A form that does not fit the type that it is read as.
///
/// It names the field, never what the user typed into it: that may be a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
#[non_exhaustive]
pub struct FormError {
    /// The field at fault, where one field is.
    pub field: Option<String>,
    /// What is wrong with it, in words that can be shown to the user.
    pub message: String,
}

/// What a deserializer of ours can complain about. The texts of serde and of the application's
/// own types may quote a value, so they are dropped on the spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// A field is not there.
    Missing(&'static str),
    /// Something else.
    Other,
}

impl Problem {
    /// The error for the user; `field` is the field that was being read.
    pub(super) fn explain(self, field: Option<&'static str>) -> FormError {
        let (field, message) = match (self, field) {
            (Self::Missing(field), _) => (Some(field), format!("field `{field}` is missing")),
            (Self::Other, Some(field)) => (Some(field), format!("field `{field}` is not valid")),
            (Self::Other, None) => (None, "the form is not valid".to_owned()),
        };
        FormError {
            field: field.map(str::to_owned),
            message,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the form does not fit")
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Other
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}
