//! The format of session tokens, which the strategy chooses.

use zeroize::Zeroizing;

use super::TokenError;
use super::encrypted::{EncryptedCodec, OlderCodec};
use super::signed::SignedCodec;
use crate::secret::Secret;

/// How a session token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Whoever holds the cookie can read the token, and nobody can change it.
    Signed,
    /// Only the secret opens the token: the format of Auth.js v5.
    Encrypted,
}

/// Reads and writes session tokens of one format, and no others.
#[derive(Debug)]
pub(crate) enum SessionCodec {
    Signed(SignedCodec),
    /// With the formats that Auth.js had before, if those are read as well.
    Encrypted(EncryptedCodec, Option<OlderCodec>),
}

/// A token that one of the keys has made.
pub(crate) struct Opened {
    pub(crate) payload: Zeroizing<Vec<u8>>,
    /// Whether its format is one that is not written any more.
    pub(crate) is_older: bool,
}

impl SessionCodec {
    /// One key a secret; the cookie's name is the salt.
    pub(crate) fn new(format: Format, secrets: &[Secret<String>], cookie_name: &str) -> Self {
        match format {
            Format::Signed => Self::Signed(SignedCodec::new(secrets, cookie_name)),
            Format::Encrypted => Self::Encrypted(EncryptedCodec::new(secrets, cookie_name), None),
        }
    }

    /// One that reads encrypted tokens in the formats that Auth.js had before, too.
    pub(crate) fn with_older(secrets: &[Secret<String>], cookie_name: &str) -> Self {
        Self::Encrypted(
            EncryptedCodec::new(secrets, cookie_name),
            Some(OlderCodec::new(secrets, cookie_name)),
        )
    }

    /// The token with this payload.
    pub(crate) fn write(&self, payload: &[u8]) -> Result<String, TokenError> {
        match self {
            Self::Signed(codec) => codec.sign(payload),
            Self::Encrypted(codec, _) => codec.seal(payload),
        }
    }

    /// The payload of a token that one of the keys has made.
    pub(crate) fn read(&self, token: &str) -> Result<Opened, TokenError> {
        let payload = match self {
            Self::Signed(codec) => codec.verify(token),
            Self::Encrypted(codec, _) => codec.open(token),
        };
        match (payload, self) {
            (Err(TokenError::UnknownKey), Self::Encrypted(_, Some(older))) => Ok(Opened {
                payload: older.open(token)?.into(),
                is_older: true,
            }),
            (payload, _) => Ok(Opened {
                payload: payload?.into(),
                is_older: false,
            }),
        }
    }
}
