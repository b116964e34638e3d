use std::fmt;

/// A column of the users table for a field of the application's `#[extend(user)]` struct.
///
/// ```
/// use auth_runtime::adapter::{ColumnKind, UserColumn, UserField};
///
/// let column = Option::<String>::column("role");
/// assert_eq!((column.name, column.kind), ("role", ColumnKind::Text));
/// assert!(column.is_nullable);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserColumn {
    /// The column's name: the field's, or the one that serde's `rename` gives it.
    pub name: &'static str,
    /// What the column holds.
    pub kind: ColumnKind,
    /// Whether the field can be empty: it is an `Option`.
    pub is_nullable: bool,
    /// The field's type, for messages.
    pub rust_type: &'static str,
}

impl UserColumn {
    pub(super) fn new(
        name: &'static str,
        kind: ColumnKind,
        is_nullable: bool,
        rust_type: &'static str,
    ) -> Self {
        Self {
            name,
            kind,
            is_nullable,
            rust_type,
        }
    }
}

/// What a column holds, as the field's type asks for it when it is deserialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColumnKind {
    /// `bool`.
    Boolean,
    /// A whole number of up to 64 bits with a sign.
    Integer,
    /// A number with a fraction.
    Real,
    /// A string, a character, or an enum without data.
    Text,
    /// A [`Timestamp`](crate::Timestamp): seconds since 1970, or the database's own type of moments.
    Time,
    /// Everything else, as JSON.
    Json,
}

impl fmt::Display for ColumnKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Real => "a number",
            Self::Text => "text",
            Self::Time => "a moment",
            Self::Json => "JSON",
        })
    }
}

/// A value of the users table that does not fit its field, or the other way round.
///
/// It says which column, and never the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the column `{column}` of the users table does not fit its field: {reason}")]
pub struct ColumnError {
    column: &'static str,
    reason: String,
}

impl ColumnError {
    pub(super) fn new(column: &'static str, reason: impl Into<String>) -> Self {
        Self {
            column,
            reason: reason.into(),
        }
    }

    /// The column's name.
    pub fn column(&self) -> &'static str {
        self.column
    }
}
