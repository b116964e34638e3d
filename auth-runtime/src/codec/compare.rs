//! Whether a token is still what its payload says.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::buffer::Buffer;
use super::others::Others;
use super::peel::REGISTERED;
use crate::secret::sealing;

/// Whether this token says what the payload says, the codec's claims apart.
///
/// To find that out of a token of ours, nothing is allocated. What Auth.js wrote may have its claims in
/// another order and with other spaces and escapes, and a claim that is `null` is as good as none.
pub(crate) fn unchanged<T: Serialize>(token: &T, payload: &[u8], others: &Others<'_>) -> bool {
    (!others.is_mixed && is_same_text(token, payload))
        || is_same_object(token, payload, others).unwrap_or(false)
}

/// Whether the token is written as the payload is, up to the codec's claims.
fn is_same_text<T: Serialize>(token: &T, payload: &[u8]) -> bool {
    let mut compare = Compare {
        rest: payload,
        held: None,
    };
    sealing(|| serde_json::to_writer(&mut compare, token)).is_ok() && compare.is_at_the_claims()
}

/// Whether the token's claims are those of the payload that are neither the codec's nor others.
fn is_same_object<T: Serialize>(
    token: &T,
    payload: &[u8],
    others: &Others<'_>,
) -> serde_json::Result<bool> {
    let mut written = Buffer::new();
    sealing(|| serde_json::to_writer(&mut written, token))?;
    let ours = claims(written.as_slice())?;
    let mut theirs = claims(payload)?;
    theirs.retain(|name, _| {
        let is_other = others.contains(name) && !ours.contains_key(name);
        !REGISTERED.contains(&name.as_str()) && !is_other
    });
    Ok(ours.len() == theirs.len()
        && ours
            .iter()
            .zip(&theirs)
            .all(|((name, value), (other_name, other))| {
                name == other_name && is_same_value(value, other)
            }))
}

/// The claims of an object that are not `null`.
fn claims(json: &[u8]) -> serde_json::Result<BTreeMap<String, &RawValue>> {
    let mut claims: BTreeMap<String, &RawValue> = serde_json::from_slice(json)?;
    claims.retain(|_, value| value.get() != "null");
    Ok(claims)
}

fn is_same_value(one: &RawValue, other: &RawValue) -> bool {
    let [one, other] = [one.get(), other.get()];
    if one == other {
        return true;
    }
    let [one, other] = [one, other].map(serde_json::from_str::<Value>);
    matches!((one, other), (Ok(one), Ok(other)) if one == other)
}

/// Takes what is written for as long as it is what the payload says.
struct Compare<'a> {
    rest: &'a [u8],
    /// The last byte written. It may be the brace that ends the token, where the payload goes on
    /// with the codec's claims; so it is compared when the next one comes.
    held: Option<u8>,
}

impl Compare<'_> {
    fn is_at_the_claims(&self) -> bool {
        self.held == Some(b'}')
            && (self.rest.starts_with(br#","iat":"#) || self.rest.starts_with(br#""iat":"#))
    }
}

impl io::Write for Compare<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some((&last, before)) = bytes.split_last() else {
            return Ok(0);
        };
        let mut rest = self.rest;
        if let Some(held) = self.held {
            rest = rest.strip_prefix(&[held]).ok_or_else(different)?;
        }
        self.rest = rest.strip_prefix(before).ok_or_else(different)?;
        self.held = Some(last);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn different() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
