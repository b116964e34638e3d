//! Tokens made outside of the runtime, the way that its codec documents its own.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{NOW, SECRET};

/// The name of the session cookie, which is the salt of its key.
pub const COOKIE: &str = "authjs.session-token";

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
        let info = format!("auth_runtime signing key id v1 ({})", self.cookie);
        base64(self.derive::<9>(&info))
    }

    /// The token.
    pub fn token(&self) -> String {
        let header = self.header.clone().unwrap_or_else(|| {
            format!(r#"{{"typ":"JWT","alg":"HS256","kid":"{}"}}"#, self.key_id())
        });
        let text = format!("{}.{}", base64(header), base64(self.claims.to_string()));
        let info = format!("auth_runtime signing key v1 ({})", self.cookie);
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.derive::<32>(&info)).unwrap();
        mac.update(text.as_bytes());
        format!("{text}.{}", base64(mac.finalize().into_bytes()))
    }

    fn derive<const N: usize>(&self, info: &str) -> [u8; N] {
        let mut key = [0; N];
        Hkdf::<Sha256>::new(Some(self.cookie.as_bytes()), self.secret.as_bytes())
            .expand(info.as_bytes(), &mut key)
            .unwrap();
        key
    }
}

/// Base64 for URLs, without padding.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The claims of a token, unchecked.
pub fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}
