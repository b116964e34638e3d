//! Signed texts (RFC 7515): a JSON Web Token as it comes, before anything of it is believed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use openidconnect::JsonWebKey as _;
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The longest token that is read, in characters.
pub(super) const LONGEST: usize = 64 * 1024;

/// The bytes of a signature of HS256 (RFC 7518 section 3.2).
const HMAC: usize = 32;

/// A token in its parts.
pub(super) struct Signed<'a> {
    pub(super) algorithm: CoreJwsSigningAlgorithm,
    /// The name of its key (`kid`).
    pub(super) key: Option<String>,
    pub(super) claims: Map<String, Value>,
    /// What the signature is of, to the byte.
    input: &'a str,
    signature: Vec<u8>,
}

/// The header, as far as it is read: keys and addresses of keys in it count for nothing.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

const MALFORMED: &str = "it is not a signed JSON Web Token";

impl<'a> Signed<'a> {
    /// The parts of the text, or what is wrong with it.
    pub(super) fn read(text: &'a str) -> Result<Self, &'static str> {
        if text.len() > LONGEST {
            return Err("it is too large");
        }
        let (input, signature) = text.rsplit_once('.').ok_or(MALFORMED)?;
        let (header, claims) = input.split_once('.').ok_or(MALFORMED)?;
        let header: Header = json(header)?;
        if header.crit.is_some() {
            return Err("its header has a critical part that nobody here understands");
        }
        if !header.typ.as_deref().is_none_or(is_token) {
            return Err("its `typ` is not that of a JSON Web Token");
        }
        Ok(Self {
            algorithm: serde_json::from_value(Value::String(header.alg))
                .map_err(|_| "its algorithm is unknown")?,
            key: header.kid,
            claims: json(claims)?,
            input,
            signature: BASE64URL.decode(signature).map_err(|_| MALFORMED)?,
        })
    }

    /// Whether the signature is this key's.
    pub(super) fn is_signed_with(&self, key: &CoreJsonWebKey) -> bool {
        // The library takes a signature of any other length for an error of the program.
        if self.algorithm == CoreJwsSigningAlgorithm::HmacSha256 && self.signature.len() != HMAC {
            return false;
        }
        key.verify_signature(&self.algorithm, self.input.as_bytes(), &self.signature)
            .is_ok()
    }
}

/// A part of the text; a dot is in no part.
fn json<T: for<'de> Deserialize<'de>>(part: &str) -> Result<T, &'static str> {
    let part = BASE64URL.decode(part).map_err(|_| MALFORMED)?;
    serde_json::from_slice(&part).map_err(|_| MALFORMED)
}

/// RFC 7515 section 4.1.9: a media type, of which `application/` may be left out.
fn is_token(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.strip_prefix("application/").unwrap_or(&kind) == "jwt"
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_token_of_three_parts_is_read() {
        let part = |value: &Value| BASE64URL.encode(value.to_string());
        let claims = part(&json!({ "sub": "1" }));
        let plain = part(&json!({ "alg": "RS256", "kid": "k", "jku": "https://evil.example" }));
        let read = |text: &str| Signed::read(text).is_ok();
        assert!(read(&format!("{plain}.{claims}.AAAA")));
        for typ in ["JWT", "jwt", "application/jwt"] {
            let header = part(&json!({ "alg": "EdDSA", "typ": typ }));
            assert!(read(&format!("{header}.{claims}.")), "{typ}");
        }
        for header in [
            json!({ "kid": "k" }),
            json!({ "alg": "RS999" }),
            json!({ "alg": ["RS256"] }),
            json!({ "alg": "RS256", "typ": "at+jwt" }),
            json!({ "alg": "RS256", "crit": [] }),
            json!({ "alg": "RS256", "kid": 7 }),
            json!([]),
        ] {
            let header = part(&header);
            assert!(!read(&format!("{header}.{claims}.AAAA")), "{header}");
        }
        for text in [
            String::new(),
            format!("{plain}.{claims}"),
            format!("{plain}.{claims}.AAAA.AAAA"),
            format!("{plain}.{}.AAAA", part(&json!(["sub"]))),
            format!("{plain}.{claims}.A"),
            format!("{plain}.{claims}.AAAA="),
            format!("{plain}.{claims}.{}", "A".repeat(LONGEST)),
        ] {
            assert!(!read(&text), "{text}");
        }
    }
}
