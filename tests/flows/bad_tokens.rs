//! Tokens that were broken on their way, in pieces or as a whole: nobody's session, and deleted.

use auth_tests::forge::{COOKIE, Forge, base64};
use auth_tests::{Client, Lab};
use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use http::Request;
use http_body_util::BodyExt as _;
use serde_json::json;
use tower::ServiceExt as _;

/// Characters of a token in one cookie.
const CHUNK: usize = 3936;

/// The token in cookies, one a chunk.
fn chunks(token: &str) -> Vec<&str> {
    let mut rest = token;
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK));
        chunks.push(chunk);
        rest = after;
    }
    chunks
}

fn cookies(chunks: &[(usize, &str)]) -> String {
    let pairs = chunks
        .iter()
        .map(|(number, chunk)| format!("{COOKIE}.{number}={chunk}"));
    pairs.collect::<Vec<_>>().join("; ")
}

async fn assert_refused(client: &Client, cookies: &str, what: &str) {
    let answer = client.other().get_with("/auth/session", cookies).await;
    assert!(answer.status == 200 && answer.text() == "null", "{what}");
    for pair in cookies.split("; ") {
        let (name, _) = pair.split_once('=').unwrap();
        assert!(answer.deletes(name), "{what}: {name}");
    }
}

fn long(id: &str) -> String {
    let note = id.repeat(2000);
    Forge::default()
        .claim(&json!({ "id": id, "note": note }))
        .token()
}

#[tokio::test]
async fn chunks_make_one_token_or_none() {
    let lab = Lab::new().await;
    let (token, other) = (long("1815"), long("1852"));
    let (mine, theirs) = (chunks(&token), chunks(&other));
    let (&[zero, one, two], &[other_zero, other_one, _]) = (&mine[..], &theirs[..]) else {
        panic!("three chunks each");
    };
    let good = cookies(&[(0, zero), (1, one), (2, two)]);
    let answer = lab.client.other().get_with("/auth/session", &good).await;
    assert_eq!(answer.json()["user"]["id"], "1815");
    for (what, chunks) in [
        ("the end is missing", &[(0, zero), (1, one)][..]),
        ("the end is cut", &[(0, zero), (1, one), (2, &two[1..])]),
        (
            "a chunk is cut",
            &[(0, zero), (1, &one[..CHUNK - 1]), (2, two)],
        ),
        ("only the end", &[(2, two)]),
        ("in another order", &[(0, one), (1, zero), (2, two)]),
        ("the last comes first", &[(0, two), (1, zero), (2, one)]),
        ("one twice", &[(0, zero), (1, zero), (2, one), (3, two)]),
        ("the last twice", &[(0, zero), (1, one), (2, two), (3, two)]),
        (
            "two under one name",
            &[(0, zero), (1, one), (1, other_one), (2, two)],
        ),
        (
            "the middle of another",
            &[(0, zero), (1, other_one), (2, two)],
        ),
        (
            "the start of another",
            &[(0, other_zero), (1, one), (2, two)],
        ),
    ] {
        assert_refused(&lab.client, &cookies(chunks), what).await;
    }
    let both = format!("{good}; {COOKIE}={}", Forge::default().token());
    assert_refused(&lab.client, &both, "and a whole one").await;
    // A browser that knows a cookie for two paths sends it twice.
    let twice = format!("{good}; {good}");
    let answer = lab.client.other().get_with("/auth/session", &twice).await;
    assert_eq!(answer.json()["user"]["id"], "1815");
}

#[tokio::test]
async fn a_bit_is_enough() {
    let lab = Lab::new().await;
    let token = Forge::default().token();
    let parts: Vec<&str> = token.split('.').collect();
    for (index, part) in parts.iter().enumerate() {
        let bytes = BASE64URL.decode(part).unwrap();
        let mut altered: Vec<Vec<u8>> = Vec::new();
        for bit in 0..8 {
            for at in [0, bytes.len() / 2, bytes.len().saturating_sub(1)] {
                // The second part of an encrypted token is empty, and the bit there is one that was added.
                let mut bytes = if bytes.is_empty() {
                    vec![0]
                } else {
                    bytes.clone()
                };
                bytes[at] ^= 1 << bit;
                altered.push(bytes);
            }
        }
        for bytes in altered {
            let text = base64(bytes);
            let mut parts = parts.clone();
            parts[index] = &text;
            let cookie = format!("{COOKIE}={}", parts.join("."));
            assert_refused(&lab.client, &cookie, "a flipped bit").await;
        }
    }
}

#[tokio::test]
async fn a_token_is_for_its_cookie() {
    let lab = Lab::new().await;
    for cookie in [
        "__Secure-authjs.session-token",
        "authjs.state",
        "authjs.csrf-token",
        "next-auth.session-token",
        "",
    ] {
        let forge = Forge {
            cookie,
            ..Forge::default()
        };
        let cookies = format!("{COOKIE}={}", forge.token());
        assert_refused(&lab.client, &cookies, cookie).await;
    }
}

/// A server may take headers of any length; hyper's own limit is less than these.
/// It is whole and ours, so nothing but its length speaks against it.
#[tokio::test]
async fn a_good_token_that_is_too_long_is_nobody() {
    let lab = Lab::new().await;
    let token = |length| {
        Forge::default()
            .claim(&json!({ "id": "1815", "note": "n".repeat(length) }))
            .token()
    };
    let all = |token: &str| {
        let all: Vec<_> = chunks(token).into_iter().enumerate().collect();
        cookies(&all)
    };
    let (long, too_long) = (token(23_000), token(26_000));
    assert!(long.len() <= 32 * 1024 && too_long.len() > 32 * 1024);
    let answer = lab
        .client
        .other()
        .get_with("/auth/session", &all(&long))
        .await;
    assert_eq!(answer.json()["user"]["id"], "1815");
    assert_refused(&lab.client, &all(&too_long), "more than 32 KiB").await;
}

#[tokio::test]
async fn a_megabyte_is_not_looked_at() {
    let lab = Lab::new().await;
    let app = lab.auth.router();
    let token = Forge::default()
        .claim(&json!({ "note": "n".repeat(800_000) }))
        .token();
    assert!(token.len() > 1_000_000);
    let all: Vec<_> = chunks(&token).into_iter().enumerate().collect();
    for (what, cookies) in [
        ("one cookie", format!("{COOKIE}={token}")),
        ("a hundred chunks", cookies(&all[..100])),
        ("all chunks", cookies(&all)),
        ("dots", format!("{COOKIE}={}", ".".repeat(1 << 20))),
        (
            "nothing but a header",
            format!("{COOKIE}={}", "e".repeat(1 << 20)),
        ),
    ] {
        let request = Request::get("/auth/session")
            .header("host", "localhost")
            .header("cookie", cookies)
            .body(Body::empty())
            .unwrap();
        let response = app.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{what}");
        let headers = response.headers().get_all("set-cookie").iter();
        let is_deleted = headers
            .map(|header| header.to_str().unwrap())
            .any(|header| header.starts_with(COOKIE) && header.contains("Max-Age=0"));
        assert!(is_deleted, "{what}: {:?}", response.headers());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(&body[..], b"null", "{what}");
    }
}
