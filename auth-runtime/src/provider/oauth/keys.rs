//! The keys that a provider publishes (RFC 7517).

use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{
    JsonWebKey as _, JsonWebKeyAlgorithm, JsonWebKeyUse, JwsSigningAlgorithm as _,
};
use serde_json::{Map, Value};

/// The most keys of a provider that are looked at. Those who have many have about ten.
const MOST_KEYS: usize = 100;

/// The keys of one provider.
#[derive(Default)]
pub(super) struct KeySet(Vec<Key>);

/// A public key.
pub(super) struct Key {
    pub(super) key: CoreJsonWebKey,
    /// Whose tokens alone it signs, which Microsoft says of each of its keys.
    pub(super) issuer: Option<String>,
}

/// Why there is no key for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoKey {
    Unknown,
    /// The token does not say which, and several fit.
    Ambiguous,
}

impl KeySet {
    /// The keys of a JSON Web Key Set; those of unknown kinds are left out.
    pub(super) fn read(mut document: Map<String, Value>) -> Result<Self, &'static str> {
        let Some(Value::Array(keys)) = document.remove("keys") else {
            return Err("its key set has no `keys`");
        };
        if keys.len() > MOST_KEYS {
            return Err("its key set has more than 100 keys");
        }
        Ok(Self(keys.into_iter().filter_map(Key::read).collect()))
    }

    /// The key of this name, if a token names one, that is made for this algorithm.
    ///
    /// Both are what an unverified token says, so they choose among trusted keys and nothing else.
    pub(super) fn find(
        &self,
        name: Option<&str>,
        algorithm: &CoreJwsSigningAlgorithm,
    ) -> Result<&Key, NoKey> {
        let mut fitting = self
            .0
            .iter()
            .filter(|key| name.is_none_or(|name| key.is_named(name)) && key.fits(algorithm));
        let key = fitting.next().ok_or(NoKey::Unknown)?;
        match fitting.next() {
            None => Ok(key),
            Some(_) => Err(NoKey::Ambiguous),
        }
    }
}

impl Key {
    fn read(value: Value) -> Option<Self> {
        let issuer = value.get("issuer").and_then(Value::as_str);
        Some(Self {
            issuer: issuer.map(str::to_owned),
            key: serde_json::from_value(value).ok()?,
        })
    }

    fn is_named(&self, name: &str) -> bool {
        self.key.key_id().is_some_and(|id| id.as_str() == name)
    }

    /// Whether it is a key for signatures, of the kind that the algorithm takes.
    fn fits(&self, algorithm: &CoreJwsSigningAlgorithm) -> bool {
        let may_sign = self
            .key
            .key_use()
            .is_none_or(JsonWebKeyUse::allows_signature);
        let is_kind = algorithm.key_type().as_ref() == Some(self.key.key_type());
        may_sign
            && is_kind
            && match self.key.signing_alg() {
                JsonWebKeyAlgorithm::Algorithm(own) => own == algorithm,
                JsonWebKeyAlgorithm::Unspecified => true,
                JsonWebKeyAlgorithm::Unsupported => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(document: Value) -> Result<KeySet, &'static str> {
        match document {
            Value::Object(document) => KeySet::read(document),
            other => panic!("{other} is no object"),
        }
    }

    #[test]
    fn keys_of_unknown_kinds_are_left_out() {
        let key = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "0", "x": "AA" });
        for (document, count) in [
            (json!({ "keys": [] }), Some(0)),
            (
                json!({ "keys": [key, { "kty": "XYZ", "kid": "1" }, 7, key] }),
                Some(2),
            ),
            (
                json!({ "keys": vec![key.clone(); MOST_KEYS] }),
                Some(MOST_KEYS),
            ),
            (json!({ "keys": vec![key; MOST_KEYS + 1] }), None),
            (json!({ "keys": {} }), None),
            (json!({}), None),
        ] {
            assert_eq!(read(document).ok().map(|keys| keys.0.len()), count);
        }
    }

    #[test]
    fn a_key_is_chosen_by_its_name_and_for_its_purpose() {
        use CoreJwsSigningAlgorithm as Algorithm;

        let keys = read(json!({ "keys": [
            { "kty": "OKP", "crv": "Ed25519", "kid": "a", "x": "AA" },
            { "kty": "RSA", "kid": "a", "n": "AA", "e": "AQAB", "alg": "RS256" },
            { "kty": "RSA", "kid": "b", "n": "AA", "e": "AQAB" },
            { "kty": "RSA", "kid": "c", "n": "AA", "e": "AQAB", "use": "enc" },
            { "kty": "RSA", "kid": "d", "n": "AA", "e": "AQAB", "alg": "RSA-OAEP" },
            { "kty": "oct", "kid": "e", "k": "AA" },
        ] }))
        .unwrap();
        for (name, algorithm, found) in [
            (Some("a"), Algorithm::EdDsa, Ok("a")),
            (Some("a"), Algorithm::RsaSsaPkcs1V15Sha256, Ok("a")),
            (
                Some("a"),
                Algorithm::RsaSsaPkcs1V15Sha384,
                Err(NoKey::Unknown),
            ),
            (Some("b"), Algorithm::RsaSsaPkcs1V15Sha384, Ok("b")),
            (Some("b"), Algorithm::EdDsa, Err(NoKey::Unknown)),
            (
                Some("c"),
                Algorithm::RsaSsaPkcs1V15Sha256,
                Err(NoKey::Unknown),
            ),
            (
                Some("d"),
                Algorithm::RsaSsaPkcs1V15Sha256,
                Err(NoKey::Unknown),
            ),
            (Some("x"), Algorithm::EdDsa, Err(NoKey::Unknown)),
            (None, Algorithm::EdDsa, Ok("a")),
            (None, Algorithm::RsaSsaPkcs1V15Sha384, Ok("b")),
            (None, Algorithm::RsaSsaPkcs1V15Sha256, Err(NoKey::Ambiguous)),
            (None, Algorithm::EcdsaP256Sha256, Err(NoKey::Unknown)),
            (Some("e"), Algorithm::None, Err(NoKey::Unknown)),
        ] {
            let key = keys.find(name, &algorithm);
            let key = key.map(|key| key.key.key_id().unwrap().as_str());
            assert_eq!(key, found, "{name:?} {algorithm:?}");
        }
    }
}
