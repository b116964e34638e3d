//! Whether a token is still what its payload says.

mod text;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Number, from_str};
use zeroize::Zeroizing;

use self::text::Text;
use super::buffer::Buffer;
use super::others::Others;
use super::peel::REGISTERED;

/// As deep as values are compared, and as deep as `serde_json` reads them.
const DEEPEST: usize = 128;

/// The values of an object, where they stand.
type Map<'a> = BTreeMap<String, &'a RawValue>;

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
    let mut text = Text::of_object(payload);
    token.serialize(&mut text).is_ok()
        && (text.rest.starts_with(br#","iat":"#) || text.rest.starts_with(br#""iat":"#))
}

/// Whether the token's claims are those of the payload that are neither the codec's nor others.
fn is_same_object<T: Serialize>(
    token: &T,
    payload: &[u8],
    others: &Others<'_>,
) -> serde_json::Result<bool> {
    let mut written = Buffer::new();
    serde_json::to_writer(&mut written, token)?;
    let ours = claims(written.as_slice())?;
    let mut theirs = claims(payload)?;
    theirs.retain(|name, _| {
        let is_other = others.contains(name) && !ours.contains_key(name);
        !REGISTERED.contains(&name.as_str()) && !is_other
    });
    Ok(is_same_map(&ours, &theirs, DEEPEST))
}

/// The claims of an object that are not `null`.
fn claims(json: &[u8]) -> serde_json::Result<Map<'_>> {
    let mut claims: Map<'_> = serde_json::from_slice(json)?;
    claims.retain(|_, value| value.get() != "null");
    Ok(claims)
}

fn is_same_map(one: &Map<'_>, other: &Map<'_>, depth: usize) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|((name, one), (other_name, other))| {
                name == other_name && is_same_value(one, other, depth)
            })
}

fn is_same_list(one: &[&RawValue], other: &[&RawValue], depth: usize) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(one, other)| is_same_value(one, other, depth))
}

fn is_same_value(one: &RawValue, other: &RawValue, depth: usize) -> bool {
    let [one, other] = [one.get(), other.get()];
    one == other || says_the_same(one, other, depth).unwrap_or(false)
}

/// Whether two texts say one value, of so many levels at most.
///
/// The values of an encrypted token may be secrets. So they are compared where they stand: lists and objects
/// that are made here only point there, and a string that is spelled in two ways is wiped. A value is never
/// read as one of another kind, whose error would quote it.
fn says_the_same(one: &str, other: &str, depth: usize) -> serde_json::Result<bool> {
    let Some(depth) = depth.checked_sub(1) else {
        return Ok(false);
    };
    Ok(match (one.as_bytes(), other.as_bytes()) {
        ([b'{', ..], [b'{', ..]) => is_same_map(&from_str(one)?, &from_str(other)?, depth),
        ([b'[', ..], [b'[', ..]) => is_same_list(
            &from_str::<Vec<_>>(one)?,
            &from_str::<Vec<_>>(other)?,
            depth,
        ),
        ([b'"', ..], [b'"', ..]) => {
            Zeroizing::new(from_str::<String>(one)?) == Zeroizing::new(from_str(other)?)
        }
        ([b'-' | b'0'..=b'9', ..], [b'-' | b'0'..=b'9', ..]) => {
            from_str::<Number>(one)? == from_str(other)?
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests;
