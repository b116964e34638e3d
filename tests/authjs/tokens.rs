//! Tokens that one has made are read by the other.

use auth_runtime::{Clock, TokenReader};
use auth_tests::AuthJs;
use auth_tests::forge::COOKIE;
use http::{HeaderMap, HeaderName, header};
use serde_json::{Value, json};

use super::app::{application, auth, write};
use super::payloads::values;

const OLD: &str = "an old secret, 32 bytes or longer";
const NEW: &str = "a new secret, 32 bytes or longer";
const SECURE: &str = "__Secure-authjs.session-token";

/// How many tokens are made, each way.
const COUNT: usize = 500;

/// How long a cookie of Auth.js is at most.
const CHUNK: usize = 3936;

/// A request that brings the token: long ones in several cookies, short ones in one or as a program's.
fn request(cookie: &str, token: &str, index: usize) -> (HeaderName, String) {
    if index % 2 == 1 && token.len() <= CHUNK {
        return (header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if token.len() <= CHUNK {
        return (header::COOKIE, format!("{cookie}={token}"));
    }
    let chunks = token.as_bytes().chunks(CHUNK).enumerate();
    let pairs = chunks.map(|(number, chunk)| {
        let chunk = str::from_utf8(chunk).unwrap();
        format!("{cookie}.{number}={chunk}")
    });
    (header::COOKIE, pairs.collect::<Vec<_>>().join("; "))
}

fn reader(is_secure: bool) -> TokenReader<auth::Config> {
    let builder = TokenReader::builder().secret(NEW).secret(OLD);
    builder.secure(is_secure).build().unwrap()
}

#[test]
fn what_authjs_encodes_is_read_here() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let texts = [
        json!("Ada Lovelace"),
        json!("Ада 👩‍💻\u{0}"),
        json!(""),
        Value::Null,
    ];
    let payloads = values(COUNT).into_iter().enumerate().map(|(index, note)| {
        let text = |shift: usize| texts[(index + shift) % texts.len()].clone();
        let mut payload = json!({
            "name": text(0), "email": text(1), "picture": text(2), "sub": text(3),
            "id": "1815", "note": note,
            // Nobody knows these here.
            "nothing": null, "unknown": { "nested": [text(0), 1, {}] },
        });
        // What is `undefined` is not there at all.
        if index % 7 == 0 {
            payload.as_object_mut().unwrap().remove("name");
        }
        payload
    });
    let payloads: Vec<Value> = payloads.collect();
    for (part, payloads) in payloads.chunks(COUNT / 4).enumerate() {
        let (cookie, is_secure) = [(COOKIE, false), (SECURE, true)][part % 2];
        let secrets = [&[OLD][..], &[NEW, OLD]][part / 2];
        let reader = reader(is_secure);
        let tokens = authjs.encode(cookie, secrets, payloads);
        assert_eq!(tokens.len(), payloads.len());
        for (index, (token, payload)) in tokens.iter().zip(payloads).enumerate() {
            let (name, value) = request(cookie, token, index);
            let is_bearer = name == header::AUTHORIZATION;
            let headers = HeaderMap::from_iter([(name, value.parse().unwrap())]);
            let token = if is_bearer {
                reader.read_bearer(&headers)
            } else {
                reader.read_cookies(&headers)
            };
            let token = token.unwrap().unwrap_or_else(|| panic!("{payload}"));
            let text = |value: Option<String>| value.map_or(Value::Null, Value::from);
            let found = json!({
                "name": text(token.name), "email": text(token.email),
                "picture": text(token.picture), "sub": text(token.sub), "note": token.note,
            });
            for (claim, value) in found.as_object().unwrap() {
                assert_eq!(*value, payload[claim], "{claim} of {payload}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_made_here_is_decoded_by_authjs() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let clock = Clock::system();
    for secrets in [&[OLD][..], &[NEW, OLD]] {
        let mut browser = application(secrets, &clock).await;
        let fields = &[("name", "Ада 👩‍💻")];
        browser.sign_in(auth_tests::Style::V5, fields).await;
        let values = values(COUNT / 2);
        let mut requests = Vec::new();
        for (index, value) in values.iter().enumerate() {
            write(&mut browser, value).await;
            let token = browser.jar.get(COOKIE);
            let (name, value) = match token.filter(|_| index % 2 == 1) {
                // Every byte may be percent-encoded.
                Some(token) => (
                    header::AUTHORIZATION,
                    format!("Bearer {}", token.replace('.', "%2E")),
                ),
                None => (header::COOKIE, browser.jar.header()),
            };
            requests.push(json!({ (name.as_str()): value }));
        }
        let found = authjs.get_token(&[NEW, OLD], &requests);
        assert_eq!(found.len(), values.len());
        for (token, value) in found.iter().zip(&values) {
            assert_eq!(token["note"], *value);
            assert_eq!(token["name"], fields[0].1);
            assert_eq!(token["id"], format!("id-of-{}", fields[0].1));
            assert!(token["iat"].is_i64() && token["exp"].is_i64());
        }
        // Another application's secret opens none of them.
        let found = authjs.get_token(&["another secret, 32 bytes or longer"], &requests[..20]);
        assert!(found.iter().all(Value::is_null));
    }
}

#[test]
fn what_version_4_encodes_is_read_on_request() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let notes = values(50);
    let payloads = notes
        .iter()
        .map(|note| json!({ "sub": "1815", "id": "1815", "note": note }));
    let tokens = authjs.encode_v4(OLD, &payloads.collect::<Vec<_>>());
    let builder = || {
        let builder = TokenReader::<auth::Config>::builder()
            .secret(NEW)
            .secret(OLD);
        builder.cookie_prefix("next-auth").secure(false)
    };
    let reader = builder().accept_older_tokens(true).build().unwrap();
    let strict = builder().build().unwrap();
    assert_eq!(tokens.len(), notes.len());
    for (token, note) in tokens.iter().zip(&notes) {
        let (name, value) = request("next-auth.session-token", token, 0);
        let headers = HeaderMap::from_iter([(name, value.parse().unwrap())]);
        let found = reader.read_cookies(&headers).unwrap();
        assert_eq!(found.unwrap().note.as_ref(), Some(note));
        assert!(strict.read_cookies(&headers).unwrap().is_none());
    }
}
