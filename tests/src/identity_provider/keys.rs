use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use serde_json::{Value, json};

/// A key of the laboratory's identity provider. It is published with its name as `kid`.
///
/// The private keys are files beside this one. They open nothing but tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// RSA with 2048 bits.
    First,
    /// Another one.
    Second,
    /// On the curve P-256.
    Curve,
}

impl Key {
    /// Its `kid`.
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Curve => "curve",
        }
    }

    /// What it signs with (RFC 7518 section 3.1).
    pub fn algorithm(self) -> &'static str {
        match self {
            Self::First | Self::Second => "RS256",
            Self::Curve => "ES256",
        }
    }

    /// The public key (RFC 7517).
    pub fn public(self) -> Value {
        let mut key = match Pair::new(self) {
            Pair::Rsa(pair) => {
                let PublicKeyComponents { n, e } = PublicKeyComponents::from(pair.public());
                let (n, e): (Vec<u8>, Vec<u8>) = (n, e);
                json!({ "kty": "RSA", "n": BASE64URL.encode(n), "e": BASE64URL.encode(e) })
            }
            Pair::Curve(pair) => {
                // A byte that says that both coordinates follow, and these.
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                let (x, y) = (BASE64URL.encode(x), BASE64URL.encode(y));
                json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y })
            }
        };
        key["kid"] = self.id().into();
        key["alg"] = self.algorithm().into();
        key["use"] = "sig".into();
        key
    }

    /// The modulus or the point: what somebody who knows only the public key could sign with.
    pub fn public_bytes(self) -> Vec<u8> {
        match Pair::new(self) {
            Pair::Rsa(pair) => PublicKeyComponents::<Vec<u8>>::from(pair.public()).n,
            Pair::Curve(pair) => pair.public_key().as_ref().to_vec(),
        }
    }

    /// A signature.
    pub fn sign(self, text: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match Pair::new(self) {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, text, &mut signature)
                    .unwrap();
                signature
            }
            Pair::Curve(pair) => pair.sign(&random, text).unwrap().as_ref().to_vec(),
        }
    }
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Curve(Box<EcdsaKeyPair>),
}

impl Pair {
    fn new(key: Key) -> Self {
        match key {
            Key::First => rsa(include_bytes!("keys/first.der")),
            Key::Second => rsa(include_bytes!("keys/second.der")),
            Key::Curve => {
                let (file, random) = (include_bytes!("keys/p256.der"), SystemRandom::new());
                let curve = &ECDSA_P256_SHA256_FIXED_SIGNING;
                let pair = EcdsaKeyPair::from_pkcs8(curve, file, &random).unwrap();
                Self::Curve(Box::new(pair))
            }
        }
    }
}

fn rsa(file: &[u8]) -> Pair {
    Pair::Rsa(Box::new(RsaKeyPair::from_der(file).unwrap()))
}
