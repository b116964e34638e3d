//! What the browser carries for us from one request to another and cannot read: values of a short life.

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::codec::{Claims, EncryptedCodec, TOLERANCE, TokenError, new_id, parse, render};
use crate::{Error, Timestamp};

/// Seals a value that counts for `lifetime` from now.
///
/// # Errors
///
/// If the system has no random numbers, or the value is longer than a token can be.
pub(super) fn seal(
    codec: &EncryptedCodec,
    value: &impl Serialize,
    now: Timestamp,
    lifetime: Duration,
) -> Result<String, Error> {
    let claims = Claims {
        issued_at: now,
        expires_at: now + lifetime,
        not_before: None,
        id: Some(new_id().map_err(|_| Error::random())?),
        authenticated_at: None,
    };
    let payload = render(value, &claims)?;
    Ok(codec.seal(&payload)?)
}

/// The value, if it was sealed here and still counts.
pub(super) fn open<T: DeserializeOwned>(
    codec: &EncryptedCodec,
    sealed: &str,
    now: Timestamp,
) -> Result<T, TokenError> {
    let payload = Zeroizing::new(codec.open(sealed)?);
    let (value, claims) = parse(&payload)?;
    claims.check(now)?;
    if claims.issued_at > now + TOLERANCE {
        return Err(TokenError::NotYetValid);
    }
    Ok(value)
}
