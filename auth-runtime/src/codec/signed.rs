//! The signed token: a JSON Web Token with HS256.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
#[cfg(feature = "aws_lc_rs")]
use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
#[cfg(not(feature = "aws_lc_rs"))]
use jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use zeroize::Zeroizing;

use super::{TokenError, derive};
use crate::limit::MAX_TOKEN_LENGTH;
use crate::secret::Secret;

/// Signs with the first secret and accepts what any of the secrets has signed.
pub(crate) struct SignedCodec {
    keys: Vec<Key>,
}

struct Key {
    /// The first part of every token of this key, with the dot that ends it.
    header: String,
    signing: EncodingKey,
    verifying: DecodingKey,
}

impl SignedCodec {
    /// Derives one key a secret; the cookie's name is the salt.
    pub(crate) fn new(secrets: &[Secret<String>], cookie_name: &str) -> Self {
        let keys = secrets
            .iter()
            .map(|secret| Key::new(secret.expose_secret(), cookie_name))
            .collect();
        Self { keys }
    }

    /// The token with this payload.
    pub(crate) fn sign(&self, payload: &[u8]) -> Result<String, TokenError> {
        let key = self.keys.first().ok_or(TokenError::UnknownKey)?;
        // Four characters for three bytes of payload, then a dot and 43 of signature.
        let length = key.header.len() + payload.len().div_ceil(3) * 4 + 44;
        let mut token = String::with_capacity(length);
        token.push_str(&key.header);
        BASE64URL.encode_string(payload, &mut token);
        let signature = (DEFAULT_PROVIDER.signer_factory)(&Algorithm::HS256, &key.signing)
            .map_err(|_| TokenError::UnknownKey)?
            .try_sign(token.as_bytes())
            .map_err(|_| TokenError::BadSignature)?;
        token.push('.');
        BASE64URL.encode_string(signature, &mut token);
        if token.len() > MAX_TOKEN_LENGTH {
            return Err(TokenError::TooLarge);
        }
        Ok(token)
    }

    /// The payload of a token that one of the keys has signed.
    ///
    /// The header is never parsed: it must be, byte for byte, the one that a key of ours writes,
    /// so no token can choose its algorithm. It is public, so this comparison may take its time;
    /// the signature's is constant-time, in the provider.
    pub(crate) fn verify(&self, token: &str) -> Result<Vec<u8>, TokenError> {
        if token.len() > MAX_TOKEN_LENGTH {
            return Err(TokenError::TooLarge);
        }
        let found = self.keys.iter().find_map(|key| {
            let rest = token.strip_prefix(key.header.as_str())?;
            Some((key, rest))
        });
        let Some((key, rest)) = found else {
            return Err(match token.bytes().filter(|&byte| byte == b'.').count() {
                2 => TokenError::UnknownKey,
                _ => TokenError::Malformed,
            });
        };
        let (payload, signature) = rest.split_once('.').ok_or(TokenError::Malformed)?;
        // A second dot in the rest, padding and unused bits that are set are not base64url, so
        // there is one text for one token.
        let signature = BASE64URL
            .decode(signature)
            .map_err(|_| TokenError::Malformed)?;
        let signed = &token.as_bytes()[..key.header.len() + payload.len()];
        (DEFAULT_PROVIDER.verifier_factory)(&Algorithm::HS256, &key.verifying)
            .map_err(|_| TokenError::UnknownKey)?
            .verify(signed, &signature)
            .map_err(|_| TokenError::BadSignature)?;
        BASE64URL.decode(payload).map_err(|_| TokenError::Malformed)
    }
}

impl Key {
    fn new(secret: &str, cookie_name: &str) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        let info = format!("auth_runtime signing key v1 ({cookie_name})");
        derive(secret, cookie_name, &info, &mut *key);
        let mut id = [0; 9];
        let info = format!("auth_runtime signing key id v1 ({cookie_name})");
        derive(secret, cookie_name, &info, &mut id);
        let id = BASE64URL.encode(id);
        let header = format!(r#"{{"typ":"JWT","alg":"HS256","kid":"{id}"}}"#);
        Self {
            header: BASE64URL.encode(header) + ".",
            signing: EncodingKey::from_secret(&*key),
            verifying: DecodingKey::from_secret(&*key),
        }
    }
}

impl fmt::Debug for SignedCodec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keys } = self;
        write!(f, "SignedCodec({} keys)", keys.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codec(secrets: &[&str]) -> SignedCodec {
        let secrets: Vec<_> = secrets.iter().map(|&secret| secret.into()).collect();
        SignedCodec::new(&secrets, "authjs.session-token")
    }

    #[test]
    fn is_a_json_web_token() {
        let token = codec(&["secret"]).sign(br#"{"sub":"1","exp":1}"#).unwrap();
        let header = jsonwebtoken::decode_header(&token).unwrap();
        assert_eq!(header.alg, Algorithm::HS256);
        assert_eq!(header.typ.as_deref(), Some("JWT"));
        assert_eq!(header.kid.unwrap().len(), 12);
    }

    #[test]
    fn secrets_rotate() {
        let old = codec(&["old"]).sign(b"{}").unwrap();
        let both = codec(&["new", "old"]);
        assert_eq!(both.verify(&old).unwrap(), b"{}");
        let new = both.sign(b"{}").unwrap();
        assert_eq!(codec(&["new"]).verify(&new).unwrap(), b"{}");
        assert_eq!(codec(&["old"]).verify(&new), Err(TokenError::UnknownKey));
        assert_eq!(codec(&[]).sign(b"{}"), Err(TokenError::UnknownKey));
    }

    #[test]
    fn refuses_what_it_did_not_sign() {
        let codec = codec(&["secret"]);
        let token = codec.sign(br#"{"sub":"someone"}"#).unwrap();
        let (header, rest) = token.split_once('.').unwrap();
        let (payload, signature) = rest.split_once('.').unwrap();
        let none = BASE64URL.encode(r#"{"alg":"none"}"#);
        let other = BASE64URL.encode(r#"{"sub":"another"}"#);
        for (name, text, error) in [
            ("empty", String::new(), TokenError::Malformed),
            ("dots", "..".into(), TokenError::UnknownKey),
            (
                "two parts",
                format!("{header}.{payload}"),
                TokenError::Malformed,
            ),
            ("four parts", format!("{token}.x"), TokenError::Malformed),
            ("none", format!("{none}.{payload}."), TokenError::UnknownKey),
            (
                "unsigned",
                format!("{header}.{payload}."),
                TokenError::BadSignature,
            ),
            (
                "payload",
                format!("{header}.{other}.{signature}"),
                TokenError::BadSignature,
            ),
            (
                "short",
                format!("{header}.{payload}.AAAA"),
                TokenError::BadSignature,
            ),
            ("padding", format!("{token}="), TokenError::Malformed),
            ("blank", format!(" {token}"), TokenError::UnknownKey),
            (
                "large",
                "a".repeat(MAX_TOKEN_LENGTH + 1),
                TokenError::TooLarge,
            ),
        ] {
            assert_eq!(codec.verify(&text), Err(error), "{name}");
        }
        let elsewhere = SignedCodec::new(&["secret".into()], "another.name");
        assert_eq!(elsewhere.verify(&token), Err(TokenError::UnknownKey));
        assert_eq!(
            codec.sign(&vec![0; MAX_TOKEN_LENGTH]),
            Err(TokenError::TooLarge)
        );
    }

    #[test]
    fn one_token_has_one_text() {
        // 43 characters hold 258 bits, so the last one has two bits that a lax decoder ignores.
        let codec = codec(&["secret"]);
        let mut token = codec.sign(b"{}").unwrap();
        let last = token.pop().unwrap();
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for other in alphabet.chars().filter(|&other| other != last) {
            assert!(codec.verify(&format!("{token}{other}")).is_err());
        }
    }

    #[test]
    fn debug_shows_no_key() {
        assert_eq!(format!("{:?}", codec(&["secret"])), "SignedCodec(1 keys)");
    }

    proptest! {
        #[test]
        fn round_trips(payload in proptest::collection::vec(any::<u8>(), 0..600)) {
            let codec = codec(&["secret"]);
            prop_assert_eq!(codec.verify(&codec.sign(&payload).unwrap()), Ok(payload));
        }

        #[test]
        fn verifying_never_panics(text in "\\PC{0,200}") {
            prop_assert!(codec(&["secret"]).verify(&text).is_err());
        }

        #[test]
        fn an_altered_token_is_refused(at in 0_usize..140, byte in 33_u8..127) {
            let codec = codec(&["secret"]);
            let token = codec.sign(br#"{"sub":"someone"}"#).unwrap();
            let mut altered = token.clone().into_bytes();
            let at = at % altered.len();
            altered[at] = byte;
            let altered = String::from_utf8(altered).unwrap();
            prop_assert_eq!(codec.verify(&altered).is_ok(), altered == token);
        }
    }
}
