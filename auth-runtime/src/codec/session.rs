//! The format of session tokens, which the strategy chooses.

use zeroize::Zeroizing;

use super::TokenError;
use super::encrypted::EncryptedCodec;
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
    Encrypted(EncryptedCodec),
}

impl SessionCodec {
    /// One key a secret; the cookie's name is the salt.
    pub(crate) fn new(format: Format, secrets: &[Secret<String>], cookie_name: &str) -> Self {
        match format {
            Format::Signed => Self::Signed(SignedCodec::new(secrets, cookie_name)),
            Format::Encrypted => Self::Encrypted(EncryptedCodec::new(secrets, cookie_name)),
        }
    }

    /// The token with this payload.
    pub(crate) fn write(&self, payload: &[u8]) -> Result<String, TokenError> {
        match self {
            Self::Signed(codec) => codec.sign(payload),
            Self::Encrypted(codec) => codec.seal(payload),
        }
    }

    /// The payload of a token that one of the keys has made.
    pub(crate) fn read(&self, token: &str) -> Result<Zeroizing<Vec<u8>>, TokenError> {
        match self {
            Self::Signed(codec) => codec.verify(token),
            Self::Encrypted(codec) => codec.open(token),
        }
        .map(Zeroizing::new)
    }
}
