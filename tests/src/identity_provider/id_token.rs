use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::Key;
use crate::forge::base64;

/// Who signs an identity token, and what its header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// This key, under its own name.
    By(Key),
    /// This key, under no name.
    Nameless(Key),
    /// This key, under the name of the other one.
    Named(Key, &'static str),
    /// This key, with one bit of the signature turned over.
    Broken(Key),
    /// Nobody: the `none` of RFC 7518 section 3.6.
    None,
    /// HS256 with the bytes of a public key, which everybody knows.
    Shared(Key),
    /// HS256 with the client's secret (RFC 7518 section 3.2).
    Secret(&'static str),
    /// An algorithm that does not exist.
    Unknown(Key),
}

impl Signature {
    /// The compact form of these claims (RFC 7515 section 3.1).
    pub(super) fn token(self, claims: &Value) -> String {
        let header = match self {
            Self::By(key) | Self::Broken(key) => json!({ "alg": key.algorithm(), "kid": key.id() }),
            Self::Nameless(key) => json!({ "alg": key.algorithm() }),
            Self::Named(key, id) => json!({ "alg": key.algorithm(), "kid": id }),
            Self::None => json!({ "alg": "none" }),
            Self::Shared(key) => json!({ "alg": "HS256", "kid": key.id() }),
            Self::Secret(_) => json!({ "alg": "HS256" }),
            Self::Unknown(key) => json!({ "alg": "XS256", "kid": key.id() }),
        };
        let text = format!(
            "{}.{}",
            base64(header.to_string()),
            base64(claims.to_string())
        );
        let signature = match self {
            Self::By(key) | Self::Nameless(key) | Self::Named(key, _) | Self::Unknown(key) => {
                key.sign(text.as_bytes())
            }
            Self::Broken(key) => {
                let mut signature = key.sign(text.as_bytes());
                signature[7] ^= 1;
                signature
            }
            Self::None => Vec::new(),
            Self::Shared(key) => hash(&key.public_bytes(), &text),
            Self::Secret(secret) => hash(secret.as_bytes(), &text),
        };
        format!("{text}.{}", base64(signature))
    }
}

fn hash(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
