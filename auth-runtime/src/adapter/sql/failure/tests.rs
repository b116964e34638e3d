use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::{MySql, Postgres, Sqlite};

use super::*;

/// A value of a row, which messages of databases have in them.
const VALUE: &str = "ada@example.com";

/// An error as a database tells it.
#[derive(Debug)]
struct Told {
    code: &'static str,
    message: String,
    kind: fn() -> ErrorKind,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Told {}

impl DatabaseError for Told {
    fn message(&self) -> &str {
        &self.message
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

fn told(code: &'static str, kind: fn() -> ErrorKind) -> sqlx::Error {
    let message = format!("invalid input: {VALUE}");
    sqlx::Error::Database(Box::new(Told {
        code,
        message,
        kind,
    }))
}

fn postgres(code: &'static str) -> Failure {
    Failure::of::<Postgres>(&told(code, || ErrorKind::Other))
}

fn sqlite(code: &'static str) -> Failure {
    Failure::of::<Sqlite>(&told(code, || ErrorKind::Other))
}

fn everything(error: &AdapterError) -> String {
    let source = error.source().map(ToString::to_string);
    format!("{error} {error:?} {source:?}")
}

#[test]
fn postgres_codes_mean_something() {
    assert!(postgres("23505").is_unique());
    assert!(AdapterError::from(postgres("23503")).is_no_user());
    for code in ["22P02", "22003", "22021"] {
        assert!(postgres(code).is_no_such_value(), "{code}");
    }
    for code in ["40001", "40P01"] {
        assert!(postgres(code).is_deadlock(), "{code}");
    }
    for code in [
        "40001", "53300", "53200", "55P03", "57014", "57P01", "57P03", "08006",
    ] {
        let error = AdapterError::from(postgres(code));
        assert!(error.is_unavailable(), "{code}");
    }
    for code in ["42P01", "42501", "23502", "P0001", "XX000", ""] {
        let error = AdapterError::from(postgres(code));
        assert!(!error.is_unavailable() && !error.is_no_user(), "{code}");
        assert_eq!(error.as_conflict(), None);
    }
}

#[test]
fn only_a_broken_connection_is_broken() {
    for code in ["57P01", "57P02", "08006"] {
        assert!(
            is_broken::<Postgres>(&told(code, || ErrorKind::Other)),
            "{code}"
        );
    }
    for code in ["23505", "40001", "53300", "57014", "22P02"] {
        assert!(
            !is_broken::<Postgres>(&told(code, || ErrorKind::Other)),
            "{code}"
        );
    }
    let cut = sqlx::Error::Io(std::io::ErrorKind::ConnectionReset.into());
    assert!(is_broken::<MySql>(&cut));
    assert!(is_broken::<Sqlite>(&sqlx::Error::WorkerCrashed));
    // A pool without a connection has none that is broken.
    assert!(!is_broken::<MySql>(&sqlx::Error::PoolTimedOut));
}

#[test]
fn sqlite_codes_mean_something() {
    // BUSY, BUSY_SNAPSHOT, LOCKED, IOERR_READ, FULL and CANTOPEN.
    for code in ["5", "517", "6", "266", "13", "14"] {
        let error = AdapterError::from(sqlite(code));
        assert!(error.is_unavailable(), "{code}");
    }
    // ERROR, READONLY, CONSTRAINT_NOTNULL, CONSTRAINT_TRIGGER and NOTADB.
    for code in ["1", "8", "1299", "1811", "26"] {
        let error = AdapterError::from(sqlite(code));
        assert!(!error.is_unavailable(), "{code}");
    }
    assert!(sqlite("2579").is_unique());
    let unique = told("2067", || ErrorKind::UniqueViolation);
    assert!(Failure::of::<Sqlite>(&unique).is_unique());
    let foreign = told("787", || ErrorKind::ForeignKeyViolation);
    assert!(AdapterError::from(Failure::of::<Sqlite>(&foreign)).is_no_user());
}

#[test]
fn mysql_kinds_and_states_mean_something() {
    let unique = told("23000", || ErrorKind::UniqueViolation);
    assert!(Failure::of::<MySql>(&unique).is_unique());
    let foreign = told("23000", || ErrorKind::ForeignKeyViolation);
    assert!(AdapterError::from(Failure::of::<MySql>(&foreign)).is_no_user());
    let away = Failure::of::<MySql>(&told("08S01", || ErrorKind::Other));
    assert!(AdapterError::from(away).is_unavailable());
    let other = Failure::of::<MySql>(&told("HY000", || ErrorKind::Other));
    assert!(!AdapterError::from(other).is_unavailable());
}

#[test]
fn no_value_of_a_row_is_told() {
    // A text that is no number, a text that is too long, and what a trigger says.
    for code in ["22P02", "22001", "P0001"] {
        let told = everything(&postgres(code).into());
        assert!(told.contains(code) && !told.contains(VALUE), "{told}");
    }
    // A value that is too long, and what a trigger says.
    for code in ["22001", "45000", "HY000", "23000"] {
        let failure = Failure::of::<MySql>(&told(code, || ErrorKind::Other));
        let told = everything(&failure.into());
        assert!(told.contains(code) && !told.contains(VALUE), "{told}");
    }
    let trigger = everything(&sqlite("1811").into());
    assert!(!trigger.contains(VALUE), "{trigger}");
    let decode = sqlx::Error::ColumnDecode {
        index: "3".to_owned(),
        source: VALUE.into(),
    };
    for error in [
        decode,
        sqlx::Error::Decode(VALUE.into()),
        sqlx::Error::Encode(VALUE.into()),
        sqlx::Error::Configuration(VALUE.into()),
    ] {
        let told = everything(&Failure::of::<Postgres>(&error).into());
        assert!(!told.contains(VALUE), "{told}");
    }
}

#[test]
fn what_is_away_can_be_tried_again() {
    for error in [
        sqlx::Error::PoolTimedOut,
        sqlx::Error::PoolClosed,
        sqlx::Error::WorkerCrashed,
        sqlx::Error::Protocol("out of step".to_owned()),
        sqlx::Error::Io(std::io::ErrorKind::ConnectionRefused.into()),
    ] {
        let error = AdapterError::from(Failure::of::<Postgres>(&error));
        assert!(error.is_unavailable(), "{error:?}");
    }
    let error = AdapterError::from(Failure::of::<Postgres>(&sqlx::Error::RowNotFound));
    assert!(!error.is_unavailable());
}
