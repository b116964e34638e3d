use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use sha2::Digest;
use zeroize::Zeroizing;

/// The thumbprint of a key as a JSON Web Key (RFC 7638, section 3), in base64url.
pub(super) fn thumbprint<Hash: Digest>(key: &[u8]) -> String {
    let mut text = Zeroizing::new(String::with_capacity(86));
    BASE64URL.encode_string(key, &mut text);
    let hash = Hash::new()
        .chain_update(br#"{"k":""#)
        .chain_update(text.as_bytes())
        .chain_update(br#"","kty":"oct"}"#)
        .finalize();
    BASE64URL.encode(hash)
}
