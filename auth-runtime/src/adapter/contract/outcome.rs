use std::error::Error as _;
use std::fmt::{Debug, Display};

use crate::adapter::{AdapterError, Conflict};

/// What a check came to.
pub(super) type Outcome = Result<(), Failure>;

/// What was expected, and what was found instead.
#[derive(Debug)]
pub(super) struct Failure(pub(super) String);

impl From<AdapterError> for Failure {
    fn from(error: AdapterError) -> Self {
        Self(format!("expected no error, and got: {}", chain(&error)))
    }
}

/// An error with all that caused it.
pub(super) fn chain(error: &AdapterError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

pub(super) fn expect(holds: bool, expected: impl Display) -> Outcome {
    if holds {
        return Ok(());
    }
    Err(Failure(format!("expected {expected}")))
}

pub(super) fn expect_same<T: PartialEq + Debug>(what: &str, found: &T, wanted: &T) -> Outcome {
    if found == wanted {
        return Ok(());
    }
    Err(Failure(format!(
        "expected {what} to be {}, and found {}",
        short(wanted),
        short(found)
    )))
}

/// What is there, where something must be.
pub(super) fn expect_some<T>(what: &str, found: Option<T>) -> Result<T, Failure> {
    found.ok_or_else(|| Failure(format!("expected {what}, and found nothing")))
}

pub(super) fn expect_none<T>(what: &str, found: Option<&T>) -> Outcome {
    expect(found.is_none(), format_args!("nothing for {what}"))
}

/// That a call was refused because of what is there already.
pub(super) fn expect_conflict<T>(
    what: &str,
    found: Result<T, AdapterError>,
    wanted: Conflict,
) -> Outcome {
    let found = match found {
        Ok(_) => "it was accepted".to_owned(),
        Err(error) if error.as_conflict() == Some(wanted) => return Ok(()),
        Err(error) => format!("got: {}", chain(&error)),
    };
    Err(Failure(format!(
        "expected {what} to be refused with `Conflict::{wanted:?}`, and {found}"
    )))
}

/// A value for a message, without the length of long ones.
fn short(value: &impl Debug) -> String {
    const LONGEST: usize = 400;

    let text = format!("{value:?}");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text,
    }
}
