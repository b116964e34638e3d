//! Tokens made outside of the runtime, the way that its codec documents its own.

mod sealed;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use self::sealed::Key;
use crate::{NOW, SECRET};

/// The name of the session cookie, which is the salt of its key.
pub const COOKIE: &str = "authjs.session-token";

/// Whether the tokens of the laboratory's applications are encrypted, and not signed.
pub const IS_ENCRYPTED: bool = cfg!(feature = "encrypted");

/// How a token is made.
#[derive(Clone, Debug)]
pub struct Forge<'a> {
    /// What the key is derived from.
    pub secret: &'a str,
    /// For which cookie.
    pub cookie: &'a str,
    /// The header; the codec's own if there is none.
    pub header: Option<String>,
    /// The claims.
    pub claims: Value,
}

impl Default for Forge<'_> {
    fn default() -> Self {
        Self {
            secret: SECRET,
            cookie: COOKIE,
            header: None,
            claims: json!({
                "name": "Eve", "sub": "1815", "id": "1815", "note": "",
                "iat": NOW, "exp": NOW + 1000, "auth_time": NOW, "jti": "forged",
            }),
        }
    }
}

impl Forge<'_> {
    /// The claims with some of them replaced; `null` takes one out.
    pub fn claim(mut self, claims: &Value) -> Self {
        for (name, value) in claims.as_object().unwrap() {
            self.claims[name] = value.clone();
        }
        let object = self.claims.as_object_mut().unwrap();
        object.retain(|_, value| !value.is_null());
        self
    }

    /// The id of the key.
    pub fn key_id(&self) -> String {
        if IS_ENCRYPTED {
            return Key::new(self.secret, self.cookie).id();
        }
        let info = format!("auth_runtime signing key id v1 ({})", self.cookie);
        base64(derive::<9>(self.secret, self.cookie, &info))
    }

    /// The token.
    pub fn token(&self) -> String {
        let header = self.header.clone().unwrap_or_else(|| {
            let id = self.key_id();
            if IS_ENCRYPTED {
                format!(r#"{{"alg":"dir","enc":"A256CBC-HS512","kid":"{id}"}}"#)
            } else {
                format!(r#"{{"typ":"JWT","alg":"HS256","kid":"{id}"}}"#)
            }
        });
        let payload = self.claims.to_string();
        if IS_ENCRYPTED {
            return Key::new(self.secret, self.cookie).seal(&header, &payload);
        }
        let text = format!("{}.{}", base64(header), base64(payload));
        let info = format!("auth_runtime signing key v1 ({})", self.cookie);
        let key = derive::<32>(self.secret, self.cookie, &info);
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(text.as_bytes());
        format!("{text}.{}", base64(mac.finalize().into_bytes()))
    }

    /// The claims of a token that was made like this one, unchecked.
    pub fn open(&self, token: &str) -> Value {
        let parts: Vec<&str> = token.split('.').collect();
        let payload = match parts[..] {
            [_, payload, _] => bytes(payload),
            [_, _, iv, ciphertext, _] => Key::new(self.secret, self.cookie).open(iv, ciphertext),
            _ => panic!("{token}"),
        };
        serde_json::from_slice(&payload).unwrap()
    }
}

fn derive<const N: usize>(secret: &str, cookie: &str, info: &str) -> [u8; N] {
    let mut key = [0; N];
    Hkdf::<Sha256>::new(Some(cookie.as_bytes()), secret.as_bytes())
        .expand(info.as_bytes(), &mut key)
        .unwrap();
    key
}

/// Base64 for URLs, without padding.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn bytes(base64: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(base64).unwrap()
}

/// The claims of a token of the laboratory, unchecked.
pub fn claims(token: &str) -> Value {
    Forge::default().open(token)
}
