//! Text that nobody can guess: ids of sessions, tokens of links, and what a sign-in is checked against.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// Bytes of chance in a text.
const BYTES: usize = 32;

/// Characters of a text: its bytes in base64url.
const LENGTH: usize = 43;

/// 256 random bits as text.
///
/// # Errors
///
/// If the system has no random bytes.
pub(crate) fn new() -> Result<Zeroizing<String>, getrandom::Error> {
    let mut bytes = Zeroizing::new([0; BYTES]);
    getrandom::fill(&mut *bytes)?;
    Ok(Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes)))
}

/// How a table holds such a text; `None` if none of ours looks like this.
pub(crate) fn stored(text: &str) -> Option<String> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    (text.len() == LENGTH && text.bytes().all(is_letter)).then(|| hash(text))
}

/// SHA-256 in hexadecimal digits, as tables hold such a text. It has 256 bits of chance, so it needs
/// neither salt nor effort.
pub(crate) fn hash(text: &str) -> String {
    format!("{:x}", Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_the_same() {
        let (first, second) = (new().unwrap(), new().unwrap());
        assert_eq!(first.len(), LENGTH);
        assert_ne!(first, second);
        assert_ne!(hash(&first), hash(&second));
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
    fn what_cannot_be_ours_is_none() {
        let good = "A".repeat(LENGTH - 1);
        for (last, is_ours) in [
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
                is_ours,
                "{last:?}"
            );
        }
        assert_eq!(stored(&format!("{}é", &good[1..])), None);
    }
}
