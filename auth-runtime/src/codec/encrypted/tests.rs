use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::*;
use crate::Timestamp;
use crate::codec::parse_with_others;

const COOKIE: &str = "authjs.session-token";

/// A token that `@auth/core` 0.41.3 made, and who can open it there.
#[derive(Deserialize)]
struct Vector {
    name: String,
    secrets: Vec<String>,
    cookie: String,
    token: String,
    payload: String,
    opens: Vec<Opening>,
}

#[derive(Deserialize)]
struct Opening {
    secrets: Vec<String>,
    cookie: String,
    accepted: bool,
}

fn codec<S: AsRef<str>>(secrets: &[S], cookie: &str) -> EncryptedCodec {
    let secrets: Vec<_> = secrets
        .iter()
        .map(|secret| secret.as_ref().into())
        .collect();
    EncryptedCodec::new(&secrets, cookie)
}

/// A token of the first key with this header, as whoever has the key could make it.
fn forge(codec: &EncryptedCodec, header: &str, payload: &[u8]) -> String {
    let header = BASE64URL.encode(header);
    let iv = [7; IV_LENGTH];
    let key = &codec.keys[0].content;
    let (ciphertext, tag) = key.encrypt(&key.tag(header.as_bytes()), iv, payload);
    let [iv, ciphertext, tag] = [&iv[..], &ciphertext, &tag].map(|part| BASE64URL.encode(part));
    format!("{header}..{iv}.{ciphertext}.{tag}")
}

#[test]
fn speaks_with_auth_js() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("tests/authjs.json")).unwrap();
    assert_eq!(vectors.len(), 7);
    for vector in vectors {
        let Vector { name, token, .. } = &vector;
        let iv = array(token.split('.').nth(2).unwrap()).unwrap();
        let sealed =
            codec(&vector.secrets, &vector.cookie).seal_with(iv, vector.payload.as_bytes());
        assert_eq!(sealed.as_ref(), Ok(token), "{name}");
        for (index, opening) in vector.opens.iter().enumerate() {
            let found = codec(&opening.secrets, &opening.cookie).open(token);
            let expected = if opening.accepted {
                Ok(vector.payload.clone().into_bytes())
            } else {
                Err(TokenError::UnknownKey)
            };
            assert_eq!(found, expected, "{name}, opening {index}");
        }
        // Shortly after they were made; the claims are not this codec's.
        let (_, claims, _) = parse_with_others::<IgnoredAny>(vector.payload.as_bytes()).unwrap();
        let outcome = claims.check(Timestamp::from_unix_seconds(1_795_445_000));
        let is_expired = outcome == Err(TokenError::Expired);
        assert_eq!(is_expired, name == "expired", "{name}");
    }
}

#[test]
fn seals_the_same_differently_each_time() {
    let codec = codec(&["secret"], COOKIE);
    assert_ne!(codec.seal(b"{}").unwrap(), codec.seal(b"{}").unwrap());
}

#[test]
fn secrets_rotate() {
    let old = codec(&["old"], COOKIE).seal(b"{}").unwrap();
    let both = codec(&["new", "old"], COOKIE);
    assert_eq!(both.open(&old).unwrap(), b"{}");
    let new = both.seal(b"{}").unwrap();
    assert_eq!(codec(&["new"], COOKIE).open(&new).unwrap(), b"{}");
    let unknown = Err(TokenError::UnknownKey);
    assert_eq!(codec(&["old"], COOKIE).open(&new), unknown);
    assert_eq!(codec(&["new"], "another.name").open(&new), unknown);
    let none = codec::<&str>(&[], COOKIE);
    assert_eq!(none.open(&new), unknown);
    assert_eq!(none.seal(b"{}"), Err(TokenError::UnknownKey));
}

#[test]
fn without_a_key_id_the_first_secret_is_tried() {
    let header = r#"{"enc":"A256CBC-HS512","alg":"dir"}"#;
    let token = forge(&codec(&["a"], COOKIE), header, b"{}");
    for (secrets, expected) in [
        (&["a"][..], Ok(b"{}".to_vec())),
        (&["a", "b"], Ok(b"{}".to_vec())),
        (&["b", "a"], Err(TokenError::BadSignature)),
    ] {
        assert_eq!(codec(secrets, COOKIE).open(&token), expected, "{secrets:?}");
    }
}

#[test]
fn a_good_tag_does_not_excuse_a_header() {
    let codec = codec(&["secret"], COOKIE);
    for (header, error) in [
        (r#"{"alg":"dir","enc":"A256GCM"}"#, TokenError::UnknownKey),
        (
            r#"{"alg":"none","enc":"A256CBC-HS512"}"#,
            TokenError::UnknownKey,
        ),
        (
            r#"{"alg":"dir","enc":"A256CBC-HS512","zip":"DEF"}"#,
            TokenError::Malformed,
        ),
        (r#"["dir","A256CBC-HS512"]"#, TokenError::Malformed),
    ] {
        assert_eq!(
            codec.open(&forge(&codec, header, b"{}")),
            Err(error),
            "{header}"
        );
    }
}

#[test]
fn refuses_what_it_did_not_seal() {
    let codec = codec(&["secret"], COOKIE);
    let token = codec.seal(br#"{"sub":"someone"}"#).unwrap();
    let parts: Vec<_> = token.split('.').collect();
    let &[header, _, iv, text, tag] = &parts[..] else {
        panic!("five parts: {token}");
    };
    let other = codec.seal(br#"{"sub":"another"}"#).unwrap();
    let other = other.split('.').nth(3).unwrap();
    let of = |length| BASE64URL.encode(vec![0; length]);
    let longest = "a".repeat(MAX_TOKEN_LENGTH);
    for (name, text, error) in [
        ("empty", String::new(), TokenError::Malformed),
        ("dots", "....".into(), TokenError::Malformed),
        (
            "four parts",
            format!("{header}..{iv}.{text}"),
            TokenError::Malformed,
        ),
        ("six parts", format!("{token}.x"), TokenError::Malformed),
        (
            "a key",
            format!("{header}.AA.{iv}.{text}.{tag}"),
            TokenError::Malformed,
        ),
        (
            "no header",
            format!("..{iv}.{text}.{tag}"),
            TokenError::Malformed,
        ),
        (
            "no vector",
            format!("{header}...{text}.{tag}"),
            TokenError::Malformed,
        ),
        (
            "no text",
            format!("{header}..{iv}..{tag}"),
            TokenError::Malformed,
        ),
        (
            "no tag",
            format!("{header}..{iv}.{text}."),
            TokenError::Malformed,
        ),
        (
            "short vector",
            format!("{header}..{}.{text}.{tag}", of(15)),
            TokenError::Malformed,
        ),
        (
            "long vector",
            format!("{header}..{}.{text}.{tag}", of(17)),
            TokenError::Malformed,
        ),
        (
            "half a block",
            format!("{header}..{iv}.{}.{tag}", of(24)),
            TokenError::Malformed,
        ),
        (
            "short tag",
            format!("{header}..{iv}.{text}.{}", of(31)),
            TokenError::Malformed,
        ),
        (
            "whole HMAC",
            format!("{header}..{iv}.{text}.{}", of(64)),
            TokenError::Malformed,
        ),
        (
            "wrong tag",
            format!("{header}..{iv}.{text}.{}", of(32)),
            TokenError::BadSignature,
        ),
        (
            "other text",
            format!("{header}..{iv}.{other}.{tag}"),
            TokenError::BadSignature,
        ),
        ("padding", format!("{token}="), TokenError::Malformed),
        ("blank", format!("{token} "), TokenError::Malformed),
        ("as long as any", longest.clone(), TokenError::Malformed),
        ("too long", longest + "a", TokenError::TooLarge),
    ] {
        assert_eq!(codec.open(&text), Err(error), "{name}");
    }
    for end in 0..token.len() {
        assert!(codec.open(&token[..end]).is_err(), "{end} characters");
    }
}

#[test]
fn one_token_has_one_text() {
    // Every part but the empty one ends in a character with bits that a lax decoder ignores.
    let codec = codec(&["secret"], COOKIE);
    let token = codec.seal(&[0; 16]).unwrap();
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let ends = token.match_indices('.').map(|(end, _)| end);
    for end in ends.chain([token.len()]) {
        let (before, after) = (&token[..end - 1], &token[end..]);
        for other in alphabet.chars() {
            let altered = format!("{before}{other}{after}");
            assert_eq!(codec.open(&altered).is_ok(), altered == token, "{altered}");
        }
    }
}

#[test]
fn the_longest_payload_fills_the_longest_token() {
    let codec = codec(&["secret"], COOKIE);
    let sealed = |length| codec.seal(&vec![b'x'; length]);
    let longest = (0..MAX_TOKEN_LENGTH)
        .rev()
        .find(|&length| sealed(length).is_ok())
        .unwrap();
    let token = sealed(longest).unwrap();
    assert!(token.len() > MAX_TOKEN_LENGTH - 22, "{}", token.len());
    assert_eq!(codec.open(&token).unwrap().len(), longest);
    assert_eq!(sealed(longest + 1), Err(TokenError::TooLarge));
}

#[test]
fn debug_shows_no_key() {
    let codec = codec(&["secret"], COOKIE);
    assert_eq!(format!("{codec:?}"), "EncryptedCodec(1 keys)");
}

proptest! {
    #[test]
    fn round_trips(payload in proptest::collection::vec(any::<u8>(), 0..600)) {
        let codec = codec(&["secret"], COOKIE);
        prop_assert_eq!(codec.open(&codec.seal(&payload).unwrap()), Ok(payload));
    }

    #[test]
    fn opening_never_panics(text in "\\PC{0,200}") {
        prop_assert!(codec(&["secret"], COOKIE).open(&text).is_err());
    }

    #[test]
    fn parts_of_any_size_never_panic(
        header in "\\{\"alg\":\"dir\",\"enc\":\"A256CBC-HS512\"(,\"[a-z]{1,4}\":[\"0-9a-z]{1,6})?\\}",
        parts in proptest::array::uniform3(proptest::collection::vec(any::<u8>(), 0..70)),
    ) {
        let header = BASE64URL.encode(header);
        let [iv, text, tag] = parts.map(|part| BASE64URL.encode(part));
        let token = format!("{header}..{iv}.{text}.{tag}");
        prop_assert!(codec(&["secret"], COOKIE).open(&token).is_err());
    }

    #[test]
    fn a_flipped_bit_is_noticed(part in 0_usize..4, at in any::<prop::sample::Index>(), bit in 0..8) {
        // The second part is empty, and the test above fills it.
        let codec = codec(&["secret"], COOKIE);
        let token = codec.seal(br#"{"sub":"someone"}"#).unwrap();
        let mut parts: Vec<_> = token.split('.').map(|part| decode(part).unwrap()).collect();
        let part = &mut parts[[0, 2, 3, 4][part]];
        let at = at.index(part.len());
        part[at] ^= 1_u8 << bit;
        let altered: Vec<_> = parts.iter().map(|part| BASE64URL.encode(part)).collect();
        prop_assert!(codec.open(&altered.join(".")).is_err());
    }
}
