//! From an error of sqlx to what it means, without any value of a row.

use crate::adapter::{AdapterError, Conflict};

use super::dialect::Dialect;

/// What went wrong, before it is known what was being done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The database cannot be reached, or does not answer in time.
    Away(String),
    /// The database has said no.
    Refused(Refusal),
    /// Something else, which trying again does not change.
    Other(String),
}

/// What an error of the database means.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The connection is over.
    Away(String),
    /// The database is there and has no room or no time: trying again helps.
    Busy(String),
    /// There is such a row.
    Unique,
    /// The row that is referred to is not there.
    ForeignKey,
    /// The value is none of the column's type, so there can be no such row.
    #[cfg_attr(not(any(feature = "mysql", feature = "postgres")), allow(dead_code))]
    NoSuchValue(String),
    /// The transaction was given up for another one: trying again helps.
    #[cfg_attr(not(any(feature = "mysql", feature = "postgres")), allow(dead_code))]
    Deadlock(String),
    /// Anything else.
    Other(String),
}

impl Failure {
    pub(crate) fn of<DB: Dialect>(error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => match DB::refusal(&**error) {
                Refusal::Away(reason) => Self::Away(reason),
                refusal => Self::Refused(refusal),
            },
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Away(error.to_string()),
            sqlx::Error::ColumnDecode { index, .. } => {
                Self::Other(format!("column {index} of an answer cannot be read"))
            }
            // None of the others is about a value.
            sqlx::Error::Configuration(_) => Self::Other("the connection's settings".to_owned()),
            sqlx::Error::Decode(_) => Self::Other("an answer cannot be read".to_owned()),
            sqlx::Error::Encode(_) => Self::Other("a value cannot be sent".to_owned()),
            error => Self::Other(error.to_string()),
        }
    }

    pub(crate) fn is_unique(&self) -> bool {
        matches!(self, Self::Refused(Refusal::Unique))
    }

    pub(crate) fn is_no_such_value(&self) -> bool {
        matches!(self, Self::Refused(Refusal::NoSuchValue(_)))
    }

    pub(crate) fn is_deadlock(&self) -> bool {
        matches!(self, Self::Refused(Refusal::Deadlock(_)))
    }
}

impl From<Failure> for AdapterError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Away(reason)
            | Failure::Refused(
                Refusal::Away(reason) | Refusal::Busy(reason) | Refusal::Deadlock(reason),
            ) => Self::unavailable(reason),
            Failure::Refused(Refusal::Unique) => Self::conflict(Conflict::Other),
            Failure::Refused(Refusal::ForeignKey) => Self::no_user(),
            Failure::Refused(Refusal::NoSuchValue(reason) | Refusal::Other(reason))
            | Failure::Other(reason) => Self::other(reason),
        }
    }
}

/// Whether the connection is over, so that a new one may do better.
pub(crate) fn is_broken<DB: Dialect>(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => matches!(DB::refusal(&**error), Refusal::Away(_)),
        _ => false,
    }
}

#[cfg(all(test, feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod tests;
