use aes::Aes256;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockDecryptMut as _, BlockEncryptMut as _, KeyIvInit as _};
use cbc::{Decryptor, Encryptor};
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha512};

use super::{base64, bytes, derive};

/// The one that each forged token has. A token that is used has one that nobody can guess.
const IV: [u8; 16] = [7; 16];

/// The key of Auth.js v5: the tag's half, and the cipher's.
pub(super) struct Key([u8; 64]);

impl Key {
    pub(super) fn new(secret: &str, cookie: &str) -> Self {
        let info = format!("Auth.js Generated Encryption Key ({cookie})");
        Self(derive(secret, cookie, &info))
    }

    /// The thumbprint.
    pub(super) fn id(&self) -> String {
        let key = format!(r#"{{"k":"{}","kty":"oct"}}"#, base64(self.0));
        base64(Sha512::digest(key))
    }

    pub(super) fn seal(&self, header: &str, payload: &str) -> String {
        let header = base64(header);
        let ciphertext = Encryptor::<Aes256>::new(self.0[32..].into(), &IV.into())
            .encrypt_padded_vec_mut::<Pkcs7>(payload.as_bytes());
        let tag = self.tag(&header, &ciphertext);
        format!(
            "{header}..{}.{}.{}",
            base64(IV),
            base64(ciphertext),
            base64(tag)
        )
    }

    /// The payload of a token, unchecked.
    pub(super) fn open(&self, iv: &str, ciphertext: &str) -> Vec<u8> {
        Decryptor::<Aes256>::new_from_slices(&self.0[32..], &bytes(iv))
            .unwrap()
            .decrypt_padded_vec_mut::<Pkcs7>(&bytes(ciphertext))
            .unwrap()
    }

    fn tag(&self, header: &str, ciphertext: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha512>::new_from_slice(&self.0[..32]).unwrap();
        mac.update(header.as_bytes());
        mac.update(&IV);
        mac.update(ciphertext);
        mac.update(&(header.len() as u64 * 8).to_be_bytes());
        mac.finalize().into_bytes()[..32].try_into().unwrap()
    }
}
