//! Tokens that Auth.js wrote before v5 settled: `A256GCM` (RFC 7518, section 5.3). They are read, for
//! a migration, and never written.

use std::fmt;

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{AeadInPlace as _, KeyInit as _};
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use super::header::key_id;
use super::thumbprint::thumbprint;
use super::{Parts, array, decode, info};
use crate::codec::{TokenError, derive};
use crate::secret::Secret;

const ENCRYPTION: &str = "A256GCM";
const IV_LENGTH: usize = 12;
const TAG_LENGTH: usize = 16;

/// What a key is for, as v4 says it, without the cookie and without a salt.
const V4_INFO: &str = "NextAuth.js Generated Encryption Key";

/// Opens what was encrypted with any of the secrets.
pub(crate) struct OlderCodec {
    keys: Vec<Key>,
}

struct Key {
    /// The thumbprint by which a token of v5 names its key; v4 has no names.
    id: Option<String>,
    cipher: Aes256Gcm,
}

impl OlderCodec {
    /// Derives two keys a secret; the cookie's name is the salt of one.
    pub(in crate::codec) fn new(secrets: &[Secret<String>], cookie_name: &str) -> Self {
        let keys = secrets
            .iter()
            .map(Secret::expose_secret)
            .flat_map(|secret| [Key::v5(secret, cookie_name), Key::v4(secret)])
            .collect();
        Self { keys }
    }

    /// The payload of a token that one of the keys has encrypted.
    pub(in crate::codec) fn open(&self, token: &str) -> Result<Vec<u8>, TokenError> {
        let (header, parts) = Parts::of(token)?;
        let id = key_id(&decode(header)?, ENCRYPTION)?;
        let iv = array::<IV_LENGTH>(parts.iv)?;
        let tag = array::<TAG_LENGTH>(parts.tag)?;
        let ciphertext = decode(parts.ciphertext)?;
        let mut refused = TokenError::UnknownKey;
        // Without a name, each is tried: whoever migrates changes the secret along the way.
        for key in self.keys.iter().filter(|key| key.id == id) {
            let mut text = ciphertext.clone();
            let header = header.as_bytes();
            let outcome =
                key.cipher
                    .decrypt_in_place_detached(&iv.into(), header, &mut text, &tag.into());
            if outcome.is_ok() && is_of_a_session(&text) {
                return Ok(text);
            }
            text.zeroize();
            refused = TokenError::BadSignature;
        }
        Err(refused)
    }
}

/// Whether the payload names somebody. Before 4.24.5 next-auth sealed what it checks answers of providers against
/// with the same key, and such a cookie is no session (CVE-2023-48309).
fn is_of_a_session(payload: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Subject<'a> {
        #[serde(borrow)]
        sub: std::borrow::Cow<'a, str>,
    }
    serde_json::from_slice::<Subject<'_>>(payload).is_ok_and(|subject| !subject.sub.is_empty())
}

impl Key {
    fn v5(secret: &str, cookie_name: &str) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        derive(secret, cookie_name, &info(cookie_name), &mut *key);
        Self {
            id: Some(thumbprint::<Sha256>(&*key)),
            cipher: Aes256Gcm::new((&*key).into()),
        }
    }

    fn v4(secret: &str) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        derive(secret, "", V4_INFO, &mut *key);
        Self {
            id: None,
            cipher: Aes256Gcm::new((&*key).into()),
        }
    }
}

impl fmt::Debug for OlderCodec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keys } = self;
        write!(f, "OlderCodec({} keys)", keys.len())
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
    use serde::Deserialize;

    use super::*;

    /// A token that next-auth 4.24.15 made, or that `@auth/core` 0.41.3 reads.
    #[derive(Deserialize)]
    struct Vector {
        name: String,
        secret: String,
        cookie: String,
        token: String,
        payload: String,
    }

    fn codec(secrets: &[&str], cookie: &str) -> OlderCodec {
        let secrets: Vec<_> = secrets.iter().map(|secret| Secret::from(*secret)).collect();
        OlderCodec::new(&secrets, cookie)
    }

    #[test]
    fn opens_what_auth_js_opens() {
        let vectors: Vec<Vector> = serde_json::from_str(include_str!("tests/older.json")).unwrap();
        assert_eq!(vectors.len(), 2);
        for vector in vectors {
            let Vector {
                name,
                secret,
                cookie,
                token,
                payload,
            } = &vector;
            for secrets in [&[&**secret][..], &["new", secret]] {
                let found = codec(secrets, cookie).open(token);
                assert_eq!(found.as_deref(), Ok(payload.as_bytes()), "{name}");
            }
            assert!(codec(&["new"], cookie).open(token).is_err(), "{name}");
            let of_v4 = codec(&[secret], "another.cookie").open(token).is_ok();
            assert_eq!(of_v4, name.starts_with("next-auth"), "{name}");
            // It is of no use to the codec of today.
            let today = super::super::EncryptedCodec::new(&[Secret::from(&**secret)], cookie);
            assert_eq!(today.open(token), Err(TokenError::UnknownKey), "{name}");
            for index in [0, 2, 3, 4] {
                let mut parts: Vec<_> =
                    token.split('.').map(|part| decode(part).unwrap()).collect();
                parts[index][0] ^= 1;
                let parts: Vec<_> = parts.iter().map(|part| BASE64URL.encode(part)).collect();
                let altered = codec(&[secret], cookie).open(&parts.join("."));
                assert!(altered.is_err(), "{name}: {index}");
            }
        }
    }

    #[test]
    fn looks_before_it_decrypts() {
        let codec = codec(&["secret"], "cookie");
        let header = BASE64URL.encode(r#"{"alg":"dir","enc":"A256GCM"}"#);
        let [iv, tag, short] = [12, 16, 8].map(|length| BASE64URL.encode(vec![0; length]));
        for (text, error) in [
            (format!("{header}..{iv}..{tag}"), TokenError::BadSignature),
            (format!("{header}..{short}..{tag}"), TokenError::Malformed),
            (format!("{header}..{iv}..{short}"), TokenError::Malformed),
            (format!("{header}.AA.{iv}..{tag}"), TokenError::Malformed),
            (
                format!("{header}..{iv}.{}.{tag}", "a".repeat(32768)),
                TokenError::TooLarge,
            ),
        ] {
            assert_eq!(codec.open(&text), Err(error), "{text}");
        }
        assert_eq!(format!("{codec:?}"), "OlderCodec(2 keys)");
    }

    #[test]
    fn a_cookie_of_a_check_is_no_session() {
        for (payload, is_session) in [
            (r#"{"value":"hush","iat":1,"exp":2,"jti":"3"}"#, false),
            (r#"{"sub":"","name":"Ada"}"#, false),
            (r#"{"sub":"1815"}"#, true),
        ] {
            let header = BASE64URL.encode(r#"{"alg":"dir","enc":"A256GCM"}"#);
            let (iv, mut text) = ([7; IV_LENGTH], payload.as_bytes().to_vec());
            let cipher = Key::v4("secret").cipher;
            let tag = cipher
                .encrypt_in_place_detached(&iv.into(), header.as_bytes(), &mut text)
                .unwrap();
            let [iv, text, tag] = [&iv[..], &text, &tag].map(|part| BASE64URL.encode(part));
            let found = codec(&["secret"], "any").open(&format!("{header}..{iv}.{text}.{tag}"));
            assert_eq!(found.is_ok(), is_session, "{payload}");
        }
    }
}
