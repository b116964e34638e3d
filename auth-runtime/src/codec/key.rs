//! Keys, derived from the application's secret.

use hkdf::Hkdf;
use sha2::Sha256;

/// Fills `out` with key material for one purpose by HKDF-SHA-256.
///
/// The salt keeps two cookies of one application apart, the info string two uses of one cookie.
///
/// # Panics
///
/// If more than 8160 bytes are asked for, the most that HKDF-SHA-256 can give. The lengths are
/// constants of this crate.
pub(crate) fn derive(secret: &str, salt: &str, info: &str, out: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt.as_bytes()), secret.as_bytes())
        .expand(info.as_bytes(), out)
        .expect("a key is shorter than 8160 bytes");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_reference() {
        // Vector `v1-plain-http-cookie-salt` of the protocol's page.
        let mut key = [0; 64];
        derive(
            "a-very-long-development-secret-string-0001",
            "authjs.session-token",
            "Auth.js Generated Encryption Key (authjs.session-token)",
            &mut key,
        );
        assert!(key.starts_with(&[0x6f, 0xb9, 0x36, 0x5b, 0x4a, 0x53, 0x1c, 0x0b]));
        assert!(key.ends_with(&[0xa2, 0xec, 0xf1, 0xe1]));
    }

    #[test]
    fn every_input_matters() {
        let key = |secret, salt, info| {
            let mut out = [0; 32];
            derive(secret, salt, info, &mut out);
            out
        };
        let reference = key("a", "b", "c");
        for other in [key("x", "b", "c"), key("a", "x", "c"), key("a", "b", "x")] {
            assert_ne!(reference, other);
        }
    }
}
