//! Bytes to claims and back. A codec knows of its cookie only the name, which is its key's salt.

mod claims;
mod encrypted;
mod error;
mod key;
mod peel;
mod session;
mod signed;

#[cfg(feature = "oauth")]
pub(crate) use claims::TOLERANCE;
pub(crate) use claims::{Claims, new_id, parse, render, unchanged};
#[cfg(feature = "oauth")]
pub(crate) use encrypted::EncryptedCodec;
pub(crate) use error::TokenError;
pub(crate) use key::derive;
pub(crate) use session::Format;
pub(crate) use session::SessionCodec;

/// The longest token that is read or written, in characters.
pub(crate) const MAX_TOKEN_LENGTH: usize = 32 * 1024;
