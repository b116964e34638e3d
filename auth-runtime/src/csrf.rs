//! Tokens against forged requests: one half in a form, the other half in a cookie.

use std::fmt;

use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq as _};
use zeroize::Zeroizing;

use crate::codec::derive;
use crate::secret::Secret;

/// Why no token could be made: the system gave no random bytes.
pub(crate) type RandomError = getrandom::Error;

/// Characters of a token and of its hash: 32 bytes in lower-case hexadecimal digits.
const LENGTH: usize = 64;

/// Makes tokens with the first secret and accepts those of all secrets.
pub(crate) struct Csrf {
    keys: Vec<Zeroizing<[u8; 32]>>,
}

/// A token that we made. Only tests compare two of them: their comparison takes its time.
#[derive(Clone)]
#[cfg_attr(test, derive(PartialEq, Eq))]
pub(crate) struct CsrfToken {
    /// The token, a bar, and its hash: ASCII throughout.
    cookie_value: String,
}

impl Csrf {
    /// Derives one key a secret.
    pub(crate) fn new(secrets: &[Secret<String>]) -> Self {
        let keys = secrets
            .iter()
            .map(|secret| {
                let mut key = Zeroizing::new([0; 32]);
                let info = "auth_runtime csrf key v1";
                derive(secret.expose_secret(), "csrf-token", info, &mut *key);
                key
            })
            .collect();
        Self { keys }
    }

    /// A new token.
    pub(crate) fn issue(&self) -> Result<CsrfToken, RandomError> {
        let mut bytes = [0; LENGTH / 2];
        getrandom::fill(&mut bytes)?;
        let token = hex(&bytes);
        let hash = match self.keys.first() {
            Some(key) => hash(key, &token),
            // Without a key nothing is ever accepted, so it does not matter what stands here.
            None => hex(&[0; LENGTH / 2]),
        };
        let [token, hash] = [&token, &hash].map(|digits| String::from_utf8_lossy(digits));
        Ok(CsrfToken {
            cookie_value: format!("{token}|{hash}"),
        })
    }

    /// The token of a cookie that is ours; none if it was made up.
    pub(crate) fn read(&self, cookie_value: &str) -> Option<CsrfToken> {
        if cookie_value.len() != 2 * LENGTH + 1 {
            return None;
        }
        let (token, found) = cookie_value.split_once('|')?;
        if token.len() != LENGTH
            || !token
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        {
            return None;
        }
        let ours = self.keys.iter().fold(Choice::from(0), |ours, key| {
            ours | hash(key, token.as_bytes()).ct_eq(found.as_bytes())
        });
        bool::from(ours).then(|| CsrfToken {
            cookie_value: cookie_value.to_owned(),
        })
    }
}

impl CsrfToken {
    /// What the form or the client sends back.
    pub(crate) fn as_str(&self) -> &str {
        self.cookie_value.split('|').next().unwrap_or_default()
    }

    /// What the cookie holds.
    pub(crate) fn cookie_value(&self) -> &str {
        &self.cookie_value
    }

    /// Whether a request sent this token back.
    pub(crate) fn matches(&self, submitted: &str) -> bool {
        self.as_str().as_bytes().ct_eq(submitted.as_bytes()).into()
    }
}

fn hash(key: &[u8; 32], token: &[u8]) -> [u8; LENGTH] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(token);
    hex(&mac.finalize().into_bytes().into())
}

fn hex(bytes: &[u8; LENGTH / 2]) -> [u8; LENGTH] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut digits = [0; LENGTH];
    for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    digits
}

impl fmt::Debug for Csrf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Csrf({} keys)", self.keys.len())
    }
}

impl fmt::Debug for CsrfToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CsrfToken([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn csrf(secrets: &[&str]) -> Csrf {
        Csrf::new(
            &secrets
                .iter()
                .map(|&secret| secret.into())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn issues_what_it_reads() {
        let csrf = csrf(&["secret"]);
        let token = csrf.issue().unwrap();
        assert_eq!(csrf.read(token.cookie_value()), Some(token.clone()));
        assert_ne!(csrf.issue().unwrap(), token);
        assert!(token.matches(token.as_str()));
        let (text, hash) = token.cookie_value().split_once('|').unwrap();
        for half in [text, hash] {
            assert_eq!(half.len(), 64);
            assert!(
                half.bytes()
                    .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
            );
        }
        for other in [
            "",
            &text[1..],
            hash,
            &format!("{text} "),
            &text.to_uppercase(),
        ] {
            assert!(!token.matches(other));
        }
    }

    #[test]
    fn secrets_rotate() {
        let token = csrf(&["old"]).issue().unwrap();
        let value = token.cookie_value();
        for (secrets, accepted) in [
            (&["old"][..], true),
            (&["new", "old"], true),
            (&["new"], false),
            (&[], false),
        ] {
            assert_eq!(csrf(secrets).read(value).is_some(), accepted, "{secrets:?}");
        }
        let value = csrf(&[]).issue().unwrap();
        assert_eq!(csrf(&[]).read(value.cookie_value()), None);
    }

    #[test]
    fn refuses_what_is_made_up() {
        let csrf = csrf(&["secret"]);
        let token = csrf.issue().unwrap();
        let (text, hash) = token.cookie_value().split_once('|').unwrap();
        let other = csrf.issue().unwrap();
        for value in [
            String::new(),
            "|".to_owned(),
            text.to_owned(),
            format!("{text}|"),
            format!("{}|{hash}", other.as_str()),
            format!("{hash}|{text}"),
            format!("{text}|{}", hash.to_uppercase()),
            format!("{}|{hash}", text.to_uppercase()),
            format!("{text}|{hash} "),
        ] {
            assert_eq!(csrf.read(&value), None, "{value}");
        }
    }

    #[test]
    fn debug_shows_nothing() {
        let csrf = csrf(&["secret"]);
        let shown = format!("{csrf:?} {:?}", csrf.issue().unwrap());
        assert_eq!(shown, "Csrf(1 keys) CsrfToken([redacted])");
    }

    proptest! {
        #[test]
        fn reading_never_panics(value in "\\PC{0,140}") {
            prop_assert_eq!(csrf(&["secret"]).read(&value), None);
        }
    }
}
