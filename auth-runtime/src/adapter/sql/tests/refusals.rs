use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::{MySql, Postgres, Sqlite};

use super::super::dialect::Dialect;
use super::super::failure::{Failure, is_broken};
use crate::adapter::AdapterError;

/// What a database says, with a value of a row in its message.
#[derive(Debug)]
struct Said {
    code: &'static str,
    kind: fn() -> ErrorKind,
}

const MESSAGE: &str = "the value is hush";

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MESSAGE)
    }
}

impl Error for Said {}

impl DatabaseError for Said {
    fn message(&self) -> &str {
        MESSAGE
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.into())
    }

    fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        (self.kind)()
    }
}

fn said(code: &'static str, kind: fn() -> ErrorKind) -> sqlx::Error {
    sqlx::Error::Database(Box::new(Said { code, kind }))
}

fn other() -> ErrorKind {
    ErrorKind::Other
}

fn adapter_error<DB: Dialect>(error: &sqlx::Error) -> AdapterError {
    Failure::of::<DB>(error).into()
}

/// The error with all that caused it, in every form in which it could be logged.
fn words(error: &AdapterError) -> String {
    let source = error.source().map(ToString::to_string).unwrap_or_default();
    format!("{error} {error:?} {source}")
}

#[test]
fn what_passes_by_itself_is_unavailable() {
    let is_unavailable = |error: &AdapterError| error.is_unavailable();
    for code in [
        "08006", "57P01", "57P03", "53300", "40001", "40P01", "55P03",
    ] {
        let error = adapter_error::<Postgres>(&said(code, other));
        assert!(is_unavailable(&error), "{code}");
    }
    // BUSY, LOCKED, BUSY_SNAPSHOT, IOERR_WRITE, FULL, CANTOPEN.
    for code in ["5", "6", "517", "778", "13", "14"] {
        let error = adapter_error::<Sqlite>(&said(code, other));
        assert!(is_unavailable(&error), "{code}");
    }
    assert!(is_unavailable(&adapter_error::<MySql>(&said(
        "08S01", other
    ))));
    let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    for error in [
        sqlx::Error::Io(refused),
        sqlx::Error::PoolTimedOut,
        sqlx::Error::PoolClosed,
        sqlx::Error::WorkerCrashed,
    ] {
        assert!(is_unavailable(&adapter_error::<Sqlite>(&error)), "{error}");
    }
}

#[test]
fn what_stays_is_not() {
    for error in [
        adapter_error::<Postgres>(&said("42P01", other)),
        adapter_error::<Postgres>(&said("42501", other)),
        adapter_error::<MySql>(&said("42S02", other)),
        // ERROR, CORRUPT, READONLY.
        adapter_error::<Sqlite>(&said("1", other)),
        adapter_error::<Sqlite>(&said("11", other)),
        adapter_error::<Sqlite>(&said("8", other)),
        adapter_error::<Sqlite>(&sqlx::Error::RowNotFound),
    ] {
        assert!(!error.is_unavailable(), "{error:?}");
        assert!(
            error.as_conflict().is_none() && !error.is_no_user(),
            "{error:?}"
        );
    }
}

#[test]
fn only_the_end_of_a_connection_is_worth_another_one() {
    assert!(is_broken::<Postgres>(&said("57P01", other)));
    assert!(is_broken::<Postgres>(&sqlx::Error::Io(
        std::io::ErrorKind::BrokenPipe.into()
    )));
    // The server is well, and has too much to do.
    assert!(!is_broken::<Postgres>(&said("53300", other)));
    assert!(!is_broken::<Sqlite>(&said("5", other)));
    assert!(!is_broken::<Postgres>(&sqlx::Error::PoolTimedOut));
    assert!(!is_broken::<Postgres>(&said("23505", || {
        ErrorKind::UniqueViolation
    })));
}

#[test]
fn rules_of_the_tables_are_told_apart() {
    let unique: fn() -> ErrorKind = || ErrorKind::UniqueViolation;
    let foreign: fn() -> ErrorKind = || ErrorKind::ForeignKeyViolation;
    for error in [
        adapter_error::<Postgres>(&said("23505", unique)),
        adapter_error::<MySql>(&said("23000", unique)),
        adapter_error::<Sqlite>(&said("2067", unique)),
        // The number of a row, which sqlx does not count among them.
        adapter_error::<Sqlite>(&said("2579", other)),
    ] {
        assert!(error.as_conflict().is_some(), "{error:?}");
        assert!(!words(&error).contains("hush"), "{error:?}");
    }
    for error in [
        adapter_error::<Postgres>(&said("23503", foreign)),
        adapter_error::<MySql>(&said("23000", foreign)),
        adapter_error::<Sqlite>(&said("787", foreign)),
    ] {
        assert!(error.is_no_user(), "{error:?}");
        assert!(!words(&error).contains("hush"), "{error:?}");
    }
}

#[test]
fn messages_about_values_are_not_passed_on() {
    for error in [
        // No number; too long; what a trigger says.
        adapter_error::<Postgres>(&said("22P02", other)),
        adapter_error::<Postgres>(&said("22001", other)),
        adapter_error::<Postgres>(&said("P0001", other)),
        adapter_error::<MySql>(&said("22001", other)),
        adapter_error::<MySql>(&said("HY000", other)),
        adapter_error::<MySql>(&said("45000", other)),
        adapter_error::<Sqlite>(&said("1811", other)),
    ] {
        assert!(!words(&error).contains("hush"), "{error:?}");
    }
    let source = || Box::<dyn Error + Send + Sync>::from(MESSAGE);
    for error in [
        sqlx::Error::Decode(source()),
        sqlx::Error::Encode(source()),
        sqlx::Error::Configuration(source()),
        sqlx::Error::ColumnDecode {
            index: "0".to_owned(),
            source: source(),
        },
    ] {
        let error = adapter_error::<Postgres>(&error);
        assert!(!words(&error).contains("hush"), "{error:?}");
    }
}

#[test]
fn messages_about_names_are() {
    for error in [
        adapter_error::<Postgres>(&said("42703", other)),
        adapter_error::<MySql>(&said("42S22", other)),
        adapter_error::<Sqlite>(&said("1", other)),
    ] {
        assert!(words(&error).contains(MESSAGE), "{error:?}");
    }
}
