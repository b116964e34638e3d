//! Bytes to claims and back. A codec knows of its cookie only the name, which is its key's salt.

mod buffer;
mod claims;
mod compare;
mod encrypted;
mod error;
mod key;
mod others;
mod peel;
mod session;
mod signed;

#[cfg(feature = "oauth")]
pub(crate) use claims::TOLERANCE;
pub(crate) use claims::{Claims, new_id, parse, parse_with_others, render, render_with_others};
pub(crate) use compare::unchanged;
#[cfg(feature = "oauth")]
pub(crate) use encrypted::EncryptedCodec;
pub(crate) use error::TokenError;
pub(crate) use key::derive;
pub(crate) use others::Others;
pub(crate) use session::Format;
pub(crate) use session::{Opened, SessionCodec};
