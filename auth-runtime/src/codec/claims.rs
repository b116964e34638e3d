//! The claims that belong to the codec, and a payload made of them and the token's own.

use std::io::{self, Write as _};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use zeroize::Zeroizing;

use super::TokenError;
use super::buffer::Buffer;
use super::others::Others;
use super::peel::{Peel, Peeled};
use crate::time::Timestamp;

/// How far apart the clocks of two machines may be; the value of Auth.js.
pub(crate) const TOLERANCE: Duration = Duration::from_secs(15);

/// What the codec itself keeps in a token, beside what the application keeps there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claims {
    /// `iat`: when the token was issued.
    pub(crate) issued_at: Timestamp,
    /// `exp`: the moment from which it is no longer accepted.
    pub(crate) expires_at: Timestamp,
    /// `nbf`: the moment from which it is accepted.
    pub(crate) not_before: Option<Timestamp>,
    /// `jti`: the token's own id.
    pub(crate) id: Option<String>,
    /// `auth_time`: when the user signed in. Tokens that Auth.js made have none.
    pub(crate) authenticated_at: Option<Timestamp>,
}

impl Claims {
    /// Whether a token with these claims is accepted at this moment.
    pub(crate) fn check(&self, now: Timestamp) -> Result<(), TokenError> {
        if self.expires_at <= now - TOLERANCE {
            return Err(TokenError::Expired);
        }
        match self.not_before {
            Some(start) if start > now + TOLERANCE => Err(TokenError::NotYetValid),
            _ => Ok(()),
        }
    }

    /// Turns the object that ends the buffer into one with these claims at its end.
    fn append(&self, json: &mut Buffer) -> io::Result<()> {
        json.pop();
        if !json.as_slice().ends_with(b"{") {
            json.push(b",");
        }
        write!(
            json,
            r#""iat":{},"exp":{}"#,
            self.issued_at.unix_seconds(),
            self.expires_at.unix_seconds(),
        )?;
        if let Some(start) = self.not_before {
            write!(json, r#","nbf":{}"#, start.unix_seconds())?;
        }
        if let Some(moment) = self.authenticated_at {
            write!(json, r#","auth_time":{}"#, moment.unix_seconds())?;
        }
        if let Some(id) = &self.id {
            json.push(br#","jti":"#);
            serde_json::to_writer(&mut *json, id)?;
        }
        json.push(b"}");
        Ok(())
    }
}

/// The application's token and the codec's claims of a payload.
pub(crate) fn parse<T: DeserializeOwned>(payload: &[u8]) -> Result<(T, Claims), TokenError> {
    parse_with_others(payload).map(|(token, claims, _)| (token, claims))
}

/// The same with the claims that the token's type does not know, in one pass over the payload.
pub(crate) fn parse_with_others<T: DeserializeOwned>(
    payload: &[u8],
) -> Result<(T, Claims, Others<'_>), TokenError> {
    let mut peeled = Peeled::default();
    let mut json = serde_json::Deserializer::from_slice(payload);
    let token = T::deserialize(Peel {
        inner: &mut json,
        peeled: &mut peeled,
    });
    match token.and_then(|token| json.end().map(|()| token)) {
        Ok(token) => {
            let others = std::mem::take(&mut peeled.others);
            Ok((token, claims(&peeled)?, others))
        }
        Err(error) => Err(refusal(&error, peeled.last.as_deref())),
    }
}

/// The payload with this token and these claims.
pub(crate) fn render<T: Serialize>(
    token: &T,
    claims: &Claims,
) -> Result<Zeroizing<Vec<u8>>, TokenError> {
    render_with_others(token, claims, &Others::default())
}

/// The same with claims that the token's type does not know, at the end.
pub(crate) fn render_with_others<T: Serialize>(
    token: &T,
    claims: &Claims,
    others: &Others<'_>,
) -> Result<Zeroizing<Vec<u8>>, TokenError> {
    let mut json = Buffer::new();
    let written = serde_json::to_writer(&mut json, token);
    finish(json, written, claims, others)
}

/// A new `jti`: a random UUID (version 4).
pub(crate) fn new_id() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    let number = u128::from_be_bytes(bytes);
    // The two fields that tell a random UUID from the other kinds.
    let number = number & !(0xf << 76) | (0x4 << 76);
    let number = number & !(0x3 << 62) | (0x2 << 62);
    let digits = format!("{number:032x}");
    let mut id = String::with_capacity(36);
    for (index, digit) in digits.char_indices() {
        if matches!(index, 8 | 12 | 16 | 20) {
            id.push('-');
        }
        id.push(digit);
    }
    Ok(id)
}

fn claims(peeled: &Peeled<'_>) -> Result<Claims, TokenError> {
    let required = |claim: Option<i64>, name: &str| {
        claim
            .map(Timestamp::from_unix_seconds)
            .ok_or_else(|| TokenError::Claims(format!("`{name}` is missing")))
    };
    Ok(Claims {
        issued_at: required(peeled.iat, "iat")?,
        expires_at: required(peeled.exp, "exp")?,
        not_before: peeled.nbf.map(Timestamp::from_unix_seconds),
        authenticated_at: peeled.auth_time.flatten().map(Timestamp::from),
        id: peeled
            .jti
            .and_then(|id| serde_json::from_str(id.get()).ok()),
    })
}

/// An error of our own: serde's text may quote the value that did not fit.
fn refusal(error: &serde_json::Error, last: Option<&str>) -> TokenError {
    if error.classify() != Category::Data {
        return TokenError::Malformed;
    }
    let text = error.to_string();
    let missing = text
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split('`').next());
    TokenError::Claims(match (missing, last) {
        (Some(name), _) => format!("`{name}` is missing"),
        (None, Some(name)) => format!("`{name}` does not fit its type, or is there twice"),
        (None, None) => "the payload does not fit the token's type".to_owned(),
    })
}

fn finish(
    mut json: Buffer,
    written: serde_json::Result<()>,
    claims: &Claims,
    others: &Others<'_>,
) -> Result<Zeroizing<Vec<u8>>, TokenError> {
    written.map_err(|error| TokenError::Unwritable(error.to_string()))?;
    if !json.as_slice().starts_with(b"{") {
        return Err(TokenError::Unwritable("it is not an object".to_owned()));
    }
    claims
        .append(&mut json)
        .and_then(|()| others.append(&mut json))
        .map_err(|error| TokenError::Unwritable(error.to_string()))?;
    Ok(json.into_inner())
}

#[cfg(test)]
mod tests;
