use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::Secret;

/// Bytes of chance in a token.
const BYTES: usize = 32;

/// Characters of a token: its bytes in base64url.
const LENGTH: usize = 43;

/// A new token for a link, and how the table holds it.
///
/// # Errors
///
/// If the system has no random bytes.
pub(super) fn new() -> Result<(Secret<String>, String), getrandom::Error> {
    let mut bytes = Zeroizing::new([0; BYTES]);
    getrandom::fill(&mut *bytes)?;
    let plain = URL_SAFE_NO_PAD.encode(*bytes);
    let stored = hash(&plain);
    Ok((Secret::new(plain), stored))
}

/// How the table holds the token of a link; `None` if no token of ours looks like this.
pub(super) fn stored(plain: &str) -> Option<String> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    (plain.len() == LENGTH && plain.bytes().all(is_letter)).then(|| hash(plain))
}

/// SHA-256 in hexadecimal digits. A token has 256 bits of chance, so it needs neither salt nor effort.
fn hash(plain: &str) -> String {
    format!("{:x}", Sha256::digest(plain.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_token_is_found_by_its_hash() {
        let (plain, held) = new().unwrap();
        assert_eq!(plain.expose_secret().len(), LENGTH);
        assert_eq!(stored(plain.expose_secret()).as_ref(), Some(&held));
        assert_ne!(&held, plain.expose_secret());
        assert_ne!(new().unwrap().1, held);
    }

    #[test]
    fn is_stored_as_sha_256() {
        // `printf 'A%.0s' $(seq 43) | sha256sum`
        assert_eq!(
            stored(&"A".repeat(LENGTH)).as_deref(),
            Some("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a"),
        );
    }

    #[test]
    fn what_cannot_be_a_token_is_none() {
        let good = "A".repeat(LENGTH - 1);
        for (last, is_token) in [
            ("A", true),
            ("-", true),
            ("_", true),
            ("", false),
            ("AA", false),
            ("+", false),
            ("=", false),
            (" ", false),
            ("\n", false),
            ("é", false),
        ] {
            assert_eq!(
                stored(&format!("{good}{last}")).is_some(),
                is_token,
                "{last:?}"
            );
        }
        assert_eq!(stored(&format!("{}é", &good[1..])), None);
    }
}
