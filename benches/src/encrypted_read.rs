//! Reading a session in an encrypted token, beside the decryption of the same bytes and nothing else.

use std::hint::black_box;

use aes::Aes256;
use axum::Router;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockDecryptMut as _, KeyIvInit as _};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use http::HeaderMap;
use sha2::{Sha256, Sha512};
use subtle::ConstantTimeEq as _;

use crate::app::{EMAIL, ID, SECRET};
use crate::browser::Browser;
use crate::encrypted_app::auth;
use crate::session_read::{Pair, SESSION_COOKIE, headers, ready};

/// The pairs of this module.
pub fn pairs() -> Vec<Pair> {
    vec![
        pair("encrypted: whole session read / bare decryption", EMAIL),
        pair(
            "encrypted: long session in chunked cookies / bare decryption",
            &EMAIL.repeat(300),
        ),
    ]
}

fn pair(name: &'static str, email: &str) -> Pair {
    let auth = auth::builder()
        .secret(SECRET)
        .production(false)
        .build()
        .expect("a sound configuration");
    let mut browser = Browser::new(Router::new().merge(auth.router()));
    ready(browser.sign_in(email));
    let headers = headers(&browser.cookie_header());
    let session = ready(auth.session(&headers));
    let session = session.expect("no error").expect("a session");
    assert_eq!(session.user.id, ID);
    let bare = Bare::new(token(&browser));
    assert!(bare.decrypt().starts_with(br#"{"name":"#));
    Pair {
        name,
        ours: Box::new(move || read(&auth, &headers)),
        theirs: Box::new(move || {
            black_box(bare.decrypt());
        }),
    }
}

fn read(auth: &auth::Auth, headers: &HeaderMap) {
    let session = ready(auth.session(black_box(headers)));
    assert!(session.is_ok_and(|session| black_box(session).is_some()));
}

/// The token that the browser has, in one cookie or in several.
fn token(browser: &Browser) -> String {
    let chunks = (0..).map_while(|number| browser.cookie(&format!("{SESSION_COOKIE}.{number}")));
    match browser.cookie(SESSION_COOKIE) {
        Some(token) => token.to_owned(),
        None => chunks.collect(),
    }
}

/// A token, and the key that opens it, derived once.
struct Bare {
    token: String,
    key: [u8; 64],
}

impl Bare {
    fn new(token: String) -> Self {
        let mut key = [0; 64];
        let info = format!("Auth.js Generated Encryption Key ({SESSION_COOKIE})");
        Hkdf::<Sha256>::new(Some(SESSION_COOKIE.as_bytes()), SECRET.as_bytes())
            .expand(info.as_bytes(), &mut key)
            .expect("a key of 64 bytes");
        Self { token, key }
    }

    /// The payload, after the tag has been found to match. Nobody has looked for the token, and nobody has
    /// read a claim.
    fn decrypt(&self) -> Vec<u8> {
        let mut parts = black_box(&self.token).split('.');
        let mut next = || parts.next().expect("five parts");
        let (header, _, iv, text, tag) = (next(), next(), next(), next(), next());
        let [iv, mut text, tag] = [iv, text, tag].map(|part| BASE64URL.decode(part).expect("text"));
        let (tag_key, cipher_key) = self.key.split_at(32);
        let mut mac = Hmac::<Sha512>::new_from_slice(tag_key).expect("a key");
        mac.update(header.as_bytes());
        mac.update(&iv);
        mac.update(&text);
        mac.update(&(header.len() as u64 * 8).to_be_bytes());
        let found = mac.finalize().into_bytes();
        assert!(bool::from(found[..32].ct_eq(&tag)));
        let length = Decryptor::<Aes256>::new_from_slices(cipher_key, &iv)
            .expect("a key and a vector")
            .decrypt_padded_mut::<Pkcs7>(&mut text)
            .expect("padding")
            .len();
        text.truncate(length);
        text
    }
}
