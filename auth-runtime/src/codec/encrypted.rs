//! The encrypted token: the compact JWE of Auth.js v5, and nothing else (RFC 7516, section 7.1).

mod content;
mod header;
mod older;
mod thumbprint;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use sha2::Sha512;
use zeroize::Zeroizing;

use self::content::{ContentKey, IV_LENGTH, KEY_LENGTH, TAG_LENGTH, Tag, ciphertext_length};
use self::header::{ENCRYPTION, key_id};
pub(super) use self::older::OlderCodec;
use self::thumbprint::thumbprint;
use super::{TokenError, derive};
use crate::limit::MAX_TOKEN_LENGTH;
use crate::secret::Secret;

/// Encrypts with the first secret and opens what was encrypted with any of the secrets.
pub(crate) struct EncryptedCodec {
    keys: Vec<Key>,
}

struct Key {
    /// The thumbprint by which a token names its key (RFC 7638). It says nothing about the key.
    id: String,
    /// The first part of every token that this key writes.
    header: String,
    content: ContentKey,
    /// The tag of each of them begins with the header.
    tag: Tag,
}

impl EncryptedCodec {
    /// Derives one key a secret; the cookie's name is the salt.
    pub(crate) fn new(secrets: &[Secret<String>], cookie_name: &str) -> Self {
        let keys = secrets
            .iter()
            .map(|secret| Key::new(secret.expose_secret(), cookie_name))
            .collect();
        Self { keys }
    }

    /// The token with this payload.
    pub(crate) fn seal(&self, payload: &[u8]) -> Result<String, TokenError> {
        let mut iv = [0; IV_LENGTH];
        getrandom::fill(&mut iv).map_err(|_| {
            TokenError::Unwritable("the system has no random numbers to give".to_owned())
        })?;
        self.seal_with(iv, payload)
    }

    /// The payload of a token that one of the keys has encrypted.
    ///
    /// The header names its key; without a name only the first key is tried, as in Auth.js.
    /// Nothing is decrypted before the tag has been found to match.
    pub(crate) fn open(&self, token: &str) -> Result<Vec<u8>, TokenError> {
        if token.len() > MAX_TOKEN_LENGTH {
            return Err(TokenError::TooLarge);
        }
        // Most tokens have the header that we write, to the letter, and their parts are as long as ours.
        let known = self.keys.iter().find_map(|key| {
            let rest = token.strip_prefix(&key.header)?.strip_prefix('.')?;
            Some((key, rest))
        });
        if let Some((key, rest)) = known {
            return key.open(&key.tag, Parts::of_known_header(rest)?);
        }
        let (header, parts) = Parts::of(token)?;
        let id = key_id(&decode(header)?, ENCRYPTION)?;
        let key = self.key(id.as_deref())?;
        key.open(&key.content.tag(header.as_bytes()), parts)
    }

    /// Encrypts with this initialization vector, which must never be the same twice.
    fn seal_with(&self, iv: [u8; IV_LENGTH], payload: &[u8]) -> Result<String, TokenError> {
        let key = self.keys.first().ok_or(TokenError::UnknownKey)?;
        let sizes = [IV_LENGTH, ciphertext_length(payload.len()), TAG_LENGTH];
        // With four dots.
        let length = sizes.map(text_length).iter().sum::<usize>();
        let length = key.header.len() + length + 4;
        if length > MAX_TOKEN_LENGTH {
            return Err(TokenError::TooLarge);
        }
        let (ciphertext, tag) = key.content.encrypt(&key.tag, iv, payload);
        let mut token = String::with_capacity(length);
        token.push_str(&key.header);
        token.push('.');
        for part in [&iv[..], &ciphertext, &tag] {
            token.push('.');
            BASE64URL.encode_string(part, &mut token);
        }
        Ok(token)
    }

    /// The key with this id. That is public, so this comparison may take its time.
    fn key(&self, id: Option<&str>) -> Result<&Key, TokenError> {
        match id {
            Some(id) => self.keys.iter().find(|key| key.id == id),
            None => self.keys.first(),
        }
        .ok_or(TokenError::UnknownKey)
    }
}

impl Key {
    fn new(secret: &str, cookie_name: &str) -> Self {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        derive(secret, cookie_name, &info(cookie_name), &mut *key);
        let id = thumbprint::<Sha512>(&*key);
        let header = BASE64URL.encode(header::text(&id));
        let content = ContentKey::new(&key);
        Self {
            tag: content.tag(header.as_bytes()),
            header,
            id,
            content,
        }
    }

    fn open(&self, start: &Tag, parts: Parts<'_>) -> Result<Vec<u8>, TokenError> {
        let iv = array::<IV_LENGTH>(parts.iv)?;
        let tag = array::<TAG_LENGTH>(parts.tag)?;
        let ciphertext = decode(parts.ciphertext)?;
        self.content.decrypt(start, iv, ciphertext, &tag)
    }
}

/// What a key is for, as Auth.js v5 says it.
fn info(cookie_name: &str) -> String {
    format!("Auth.js Generated Encryption Key ({cookie_name})")
}

/// The parts of a token behind its header, but for the one that is empty.
#[derive(Clone, Copy)]
struct Parts<'a> {
    iv: &'a str,
    ciphertext: &'a str,
    tag: &'a str,
}

impl<'a> Parts<'a> {
    /// The header and the other parts.
    fn of(token: &'a str) -> Result<(&'a str, Self), TokenError> {
        if token.len() > MAX_TOKEN_LENGTH {
            return Err(TokenError::TooLarge);
        }
        let mut parts = token.split('.');
        let mut next = || parts.next();
        // The second part would be an encrypted key, which `dir` does not have.
        let (Some(header), Some(""), Some(iv), Some(ciphertext), Some(tag), None) =
            (next(), next(), next(), next(), next(), next())
        else {
            return Err(TokenError::Malformed);
        };
        let parts = Self {
            iv,
            ciphertext,
            tag,
        };
        Ok((header, parts))
    }

    /// The parts of what stands behind a header of ours and its dot, found by their lengths. A dot in one
    /// of them is not base64url.
    fn of_known_header(rest: &'a str) -> Result<Self, TokenError> {
        let parts = || {
            let (iv, rest) = rest
                .strip_prefix('.')?
                .split_at_checked(text_length(IV_LENGTH))?;
            let rest = rest.strip_prefix('.')?;
            let end = rest.len().checked_sub(text_length(TAG_LENGTH))?;
            let (ciphertext, tag) = rest.split_at_checked(end)?;
            Some(Self {
                iv,
                ciphertext: ciphertext.strip_suffix('.')?,
                tag,
            })
        };
        parts().ok_or(TokenError::Malformed)
    }
}

/// Characters of so many bytes in base64url.
const fn text_length(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

/// The bytes of one part. Padding and unused bits that are set are refused, so there is one text
/// for one token.
fn decode(part: &str) -> Result<Vec<u8>, TokenError> {
    BASE64URL.decode(part).map_err(|_| TokenError::Malformed)
}

/// The bytes of a part that has exactly one length.
fn array<const LENGTH: usize>(part: &str) -> Result<[u8; LENGTH], TokenError> {
    let mut bytes = [0; LENGTH];
    match BASE64URL.decode_slice(part, &mut bytes) {
        Ok(length) if length == LENGTH => Ok(bytes),
        _ => Err(TokenError::Malformed),
    }
}

impl fmt::Debug for EncryptedCodec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keys } = self;
        write!(f, "EncryptedCodec({} keys)", keys.len())
    }
}

#[cfg(test)]
mod tests;
