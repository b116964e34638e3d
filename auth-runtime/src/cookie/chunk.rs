//! One value over several cookies, because browsers cut a cookie at 4096 bytes.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use http::{HeaderMap, HeaderValue};

use super::attributes::CookieAttributes;
use super::header::{decode, pairs};
use crate::limit::MAX_TOKEN_LENGTH;
use crate::time::Timestamp;

/// Characters of the value in one cookie; the same as Auth.js, so that a value written by one is
/// overwritten as a whole by the other.
const CHUNK_LENGTH: usize = 3936;

/// The longest value that is read or written, in characters.
const MAX_VALUE_LENGTH: usize = MAX_TOKEN_LENGTH;

/// The numbers that a chunk of ours can have. It is more than a value can fill, so that what
/// another version left behind is still found and deleted.
const NUMBERS: RangeInclusive<u8> = 0..=99;

/// What a request brought under one name.
#[derive(PartialEq, Eq)]
pub(crate) struct Received<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) seen: Seen,
}

/// The value that the cookies of one name make up.
#[derive(PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// There is none.
    Missing,
    /// The whole value.
    Token(Cow<'a, str>),
    /// The cookies do not make up one value.
    Malformed,
}

/// The names under which something came, so that what is stale can be deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    plain: bool,
    /// Bit `n` stands for the chunk with the number `n`.
    chunks: u128,
}

impl Seen {
    /// The names that were seen, the plain one first.
    fn names(self, name: &str) -> impl Iterator<Item = String> {
        let plain = self.plain.then(|| name.to_owned());
        let chunks = NUMBERS
            .filter(move |number| self.chunks & (1 << number) != 0)
            .map(move |number| format!("{name}.{number}"));
        plain.into_iter().chain(chunks)
    }
}

/// A value that would take more cookies than a browser keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a cookie's value must not be longer than {MAX_VALUE_LENGTH} characters")]
pub(crate) struct CookieTooLarge;

/// Puts the value of this name together.
///
/// Ours are exactly the name, and the name with a dot and a number as we write it. An empty
/// cookie is one that is about to be deleted: seen, but without a value.
pub(crate) fn receive<'a>(headers: &'a HeaderMap, name: &str) -> Received<'a> {
    let mut seen = Seen::default();
    let mut plain = None;
    let mut chunks: Vec<(u8, Cow<'a, str>)> = Vec::new();
    let mut malformed = false;
    for (found, value) in pairs(headers) {
        let Some(suffix) = found.strip_prefix(name.as_bytes()) else {
            continue;
        };
        let number = match suffix {
            [] => None,
            [b'.', digits @ ..] => match number(digits) {
                Some(number) => Some(number),
                None => continue,
            },
            _ => continue,
        };
        match number {
            None => seen.plain = true,
            Some(number) => seen.chunks |= 1 << number,
        }
        if value.is_empty() {
            continue;
        }
        let Some(value) = decode(value) else {
            malformed = true;
            continue;
        };
        match number {
            None => {
                plain.get_or_insert(value);
            }
            Some(number) => match chunks.iter().find(|(known, _)| *known == number) {
                Some((_, known)) => malformed |= *known != value,
                None => chunks.push((number, value)),
            },
        }
    }
    let value = match (plain, chunks.is_empty()) {
        _ if malformed => Value::Malformed,
        (None, true) => Value::Missing,
        (Some(value), true) if value.len() <= MAX_VALUE_LENGTH => Value::Token(value),
        (None, false) => join(chunks),
        (Some(_), _) => Value::Malformed,
    };
    Received { value, seen }
}

/// The `Set-Cookie` headers that store the value and delete what was seen and is now stale.
pub(crate) fn store(
    name: &str,
    value: &str,
    seen: Seen,
    attributes: &CookieAttributes,
    expires: Option<Timestamp>,
) -> Result<Vec<HeaderValue>, CookieTooLarge> {
    // Tokens and ids are ASCII; anything else could not be cut at every byte.
    if value.len() > MAX_VALUE_LENGTH || !value.is_ascii() {
        return Err(CookieTooLarge);
    }
    let mut stale = seen;
    let mut headers = Vec::new();
    if value.len() <= CHUNK_LENGTH {
        stale.plain = false;
        headers.extend(attributes.set(name, value, expires));
    } else {
        let mut rest = value;
        for number in NUMBERS {
            if rest.is_empty() {
                break;
            }
            let (chunk, after) = rest.split_at(rest.len().min(CHUNK_LENGTH));
            stale.chunks &= !(1 << number);
            headers.extend(attributes.set(&format!("{name}.{number}"), chunk, expires));
            rest = after;
        }
    }
    headers.extend(delete(name, stale, attributes));
    Ok(headers)
}

/// The `Set-Cookie` headers that delete what was seen.
pub(crate) fn delete(name: &str, seen: Seen, attributes: &CookieAttributes) -> Vec<HeaderValue> {
    seen.names(name)
        .filter_map(|name| attributes.delete(&name))
        .collect()
}

/// A chunk's number, if it is written as we write it: without a sign and leading zeros.
fn number(digits: &[u8]) -> Option<u8> {
    match *digits {
        [ones @ b'0'..=b'9'] => Some(ones - b'0'),
        [tens @ b'1'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    }
}

/// The chunks in order, if none is missing.
fn join(mut chunks: Vec<(u8, Cow<'_, str>)>) -> Value<'static> {
    chunks.sort_unstable_by_key(|(number, _)| *number);
    let mut whole = String::with_capacity(chunks.iter().map(|(_, chunk)| chunk.len()).sum());
    for (expected, (number, chunk)) in NUMBERS.zip(&chunks) {
        if *number != expected {
            return Value::Malformed;
        }
        whole.push_str(chunk);
    }
    if whole.len() > MAX_VALUE_LENGTH {
        return Value::Malformed;
    }
    Value::Token(Cow::Owned(whole))
}

#[cfg(test)]
mod tests;
