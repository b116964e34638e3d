//! The protected header of an encrypted token.

use serde::{Deserialize, Deserializer};

use super::TokenError;

const ALGORITHM: &str = "dir";

/// How Auth.js v5 encrypts.
pub(super) const ENCRYPTION: &str = "A256CBC-HS512";

/// What a header may say: what Auth.js writes, and a `typ`, which it ignores. All of it is text,
/// in any order, and nothing is there twice.
///
/// Every other parameter would change what the token means (`zip`, `crit`), or bring or point to a
/// key (`jwk`, `jku`, `x5u`, `epk`). None is ours to follow, so none is passed over either.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    alg: String,
    enc: String,
    #[serde(default, deserialize_with = "text_if_there")]
    kid: Option<String>,
    #[serde(default, rename = "typ", deserialize_with = "text_if_there")]
    _typ: Option<String>,
}

/// The thumbprint of the key, of a header that was decoded from base64url and names the one algorithm
/// there is and this encryption. It is not authenticated yet.
pub(super) fn key_id(json: &[u8], encryption: &str) -> Result<Option<String>, TokenError> {
    // Serde would read an array as well, by the order of the fields.
    if !json.starts_with(b"{") {
        return Err(TokenError::Malformed);
    }
    let Parameters { alg, enc, kid, .. } =
        serde_json::from_slice(json).map_err(|_| TokenError::Malformed)?;
    if alg != ALGORITHM || enc != encryption {
        return Err(TokenError::UnknownKey);
    }
    Ok(kid)
}

/// The header of a token of ours; a thumbprint needs no escapes.
pub(super) fn text(thumbprint: &str) -> String {
    format!(r#"{{"alg":"{ALGORITHM}","enc":"{ENCRYPTION}","kid":"{thumbprint}"}}"#)
}

/// A parameter that may be left out, but not be `null`.
fn text_if_there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    String::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_auth_js_says_and_nothing_else() {
        let named = Ok(Some("k".to_owned()));
        let malformed = Err(TokenError::Malformed);
        let unknown = Err(TokenError::UnknownKey);
        for (json, expected) in [
            (r#"{"alg":"dir","enc":"A256CBC-HS512","kid":"k"}"#, &named),
            (
                r#"{ "kid":"k", "enc":"A256CBC-HS512", "alg":"dir" }"#,
                &named,
            ),
            (
                r#"{"typ":"JWT","alg":"dir","enc":"A256CBC-HS512","kid":"\u006b"}"#,
                &named,
            ),
            (r#"{"alg":"dir","enc":"A256CBC-HS512"}"#, &Ok(None)),
            (r#"{"alg":"dir","enc":"A256GCM","kid":"k"}"#, &unknown),
            (r#"{"alg":"dir","enc":"A128CBC-HS256","kid":"k"}"#, &unknown),
            (
                r#"{"alg":"none","enc":"A256CBC-HS512","kid":"k"}"#,
                &unknown,
            ),
            (
                r#"{"alg":"A256KW","enc":"A256CBC-HS512","kid":"k"}"#,
                &unknown,
            ),
            (r#"{"alg":"DIR","enc":"A256CBC-HS512","kid":"k"}"#, &unknown),
            (r#"{"alg":"dir","kid":"k"}"#, &malformed),
            (r#"{"enc":"A256CBC-HS512","kid":"k"}"#, &malformed),
            (
                r#"{"alg":"dir","alg":"dir","enc":"A256CBC-HS512"}"#,
                &malformed,
            ),
            (
                r#"{"alg":"dir","enc":"A256CBC-HS512","kid":"k","kid":"k"}"#,
                &malformed,
            ),
            (
                r#"{"alg":"dir","enc":"A256CBC-HS512","kid":null}"#,
                &malformed,
            ),
            (
                r#"{"alg":"dir","enc":"A256CBC-HS512","kid":["k"]}"#,
                &malformed,
            ),
            (
                r#"{"alg":"dir","enc":"A256CBC-HS512","zip":"DEF"}"#,
                &malformed,
            ),
            (
                r#"{"alg":"dir","enc":"A256CBC-HS512","crit":["exp"],"exp":1}"#,
                &malformed,
            ),
            (
                r#"{"alg":"dir","enc":"A256CBC-HS512","jku":"https://evil.example"}"#,
                &malformed,
            ),
            (r#"{"alg":"dir","enc":"A256CBC-HS512"}{}"#, &malformed),
            (r#"["dir","A256CBC-HS512","k",null]"#, &malformed),
            (r#" {"alg":"dir","enc":"A256CBC-HS512"}"#, &malformed),
            ("\"dir\"", &malformed),
            ("{}", &malformed),
            ("", &malformed),
        ] {
            let found = key_id(json.as_bytes(), ENCRYPTION);
            assert_eq!(&found, expected, "{json}");
        }
        assert_eq!(key_id(b"{\xff}", ENCRYPTION), malformed);
    }

    #[test]
    fn reads_what_it_writes() {
        let found = key_id(text("k-_0").as_bytes(), ENCRYPTION).unwrap();
        assert_eq!(found.as_deref(), Some("k-_0"));
    }
}
