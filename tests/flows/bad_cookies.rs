//! Session cookies that are not ours, or no longer. Each is nobody's session and is deleted.

use auth_tests::forge::{COOKIE, Forge, IS_ENCRYPTED};
use auth_tests::{Client, GOOD, Lab, NOW, Style};
use serde_json::json;

async fn assert_refused(client: &Client, cookies: &str, what: &str) {
    for path in ["/auth/session", "/maybe"] {
        let answer = client.other().get_with(path, cookies).await;
        assert_eq!((answer.status, answer.text()), (200, "null"), "{what}");
        for pair in cookies.split("; ") {
            let (name, _) = pair.split_once('=').unwrap();
            assert!(answer.deletes(name), "{what}: {name}");
        }
    }
    let answer = client.other().get_with("/me", cookies).await;
    assert_eq!(answer.status, 401, "{what}");
    assert!(answer.touches_session(), "{what}");
}

async fn assert_accepted(client: &Client, cookies: &str, what: &str) {
    let answer = client.other().get_with("/auth/session", cookies).await;
    assert_eq!(answer.status, 200, "{what}");
    assert_eq!(answer.json()["user"]["id"], "1815", "{what}");
}

#[tokio::test]
async fn a_forged_token_is_only_as_good_as_its_key() {
    let lab = Lab::new().await;
    let good = Forge::default();
    // The forge works, so the refusals are about what each of them changes.
    let cookie = format!("{COOKIE}={}", good.token());
    assert_accepted(&lab.client, &cookie, "good").await;
    for (what, forge) in [
        (
            "wrong secret",
            Forge {
                secret: "another secret, 32 bytes or more",
                ..Forge::default()
            },
        ),
        (
            "another cookie's key",
            Forge {
                cookie: "authjs.csrf-token",
                ..Forge::default()
            },
        ),
        (
            "the https cookie's key",
            Forge {
                cookie: "__Secure-authjs.session-token",
                ..Forge::default()
            },
        ),
    ] {
        assert_refused(&lab.client, &format!("{COOKIE}={}", forge.token()), what).await;
    }
    for header in bad_headers(&good.key_id()) {
        let forge = Forge {
            header: Some(header.clone()),
            ..Forge::default()
        };
        assert_refused(&lab.client, &format!("{COOKIE}={}", forge.token()), &header).await;
    }
}

/// Headers over which the right key has signed.
fn bad_headers(id: &str) -> Vec<String> {
    if IS_ENCRYPTED {
        let rests = [
            r#""alg":"dir","enc":"A256CBC-HS512","kid":"AAAAAAAAAAAA""#,
            r#""alg":"dir","enc":"A256CBC-HS512","zip":"DEF""#,
            r#""alg":"dir","enc":"A256CBC-HS512","crit":["exp"],"exp":1"#,
            r#""alg":"dir","enc":"A256CBC-HS512","alg":"dir""#,
            r#""enc":"A256CBC-HS512""#,
            r#""alg":"dir""#,
        ];
        let encryptions = [
            "A128CBC-HS256",
            "A192CBC-HS384",
            "A128GCM",
            "A192GCM",
            "A256GCM",
        ]
        .map(|encryption| format!(r#""alg":"dir","enc":"{encryption}","kid":"{id}""#));
        let algorithms = ALGORITHMS
            .iter()
            .map(|algorithm| format!(r#""alg":"{algorithm}","enc":"A256CBC-HS512","kid":"{id}""#));
        return rests
            .map(str::to_owned)
            .into_iter()
            .chain(encryptions)
            .chain(algorithms)
            .map(|rest| format!("{{{rest}}}"))
            .collect();
    }
    let mut headers = vec![
        r#"{"typ":"JWT","alg":"HS256","kid":"AAAAAAAAAAAA"}"#.to_owned(),
        r#"{"typ":"JWT","alg":"HS256"}"#.to_owned(),
        // The same in another order.
        format!(r#"{{"alg":"HS256","typ":"JWT","kid":"{id}"}}"#),
    ];
    headers.extend(
        ALGORITHMS
            .iter()
            .filter(|name| **name != "HS256")
            .map(|algorithm| format!(r#"{{"typ":"JWT","alg":"{algorithm}","kid":"{id}"}}"#)),
    );
    headers
}

/// Those of RFC 7518 and its successors, and none at all.
const ALGORITHMS: &[&str] = &[
    "none",
    "HS256",
    "HS384",
    "HS512",
    "RS256",
    "PS256",
    "ES256",
    "EdDSA",
    "RSA1_5",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "A128KW",
    "A192KW",
    "A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A192KW",
    "ECDH-ES+A256KW",
    "PBES2-HS256+A128KW",
    "PBES2-HS384+A192KW",
    "PBES2-HS512+A256KW",
];

#[tokio::test]
async fn claims_have_to_fit() {
    let lab = Lab::new().await;
    for (what, claims, is_fine) in [
        ("just expired", json!({ "exp": NOW - 14 }), true),
        ("expired", json!({ "exp": NOW - 15 }), false),
        ("long expired", json!({ "exp": 1 }), false),
        ("begins soon", json!({ "nbf": NOW + 15 }), true),
        ("begins later", json!({ "nbf": NOW + 16 }), false),
        ("began", json!({ "nbf": NOW - 16 }), true),
        (
            "from Auth.js",
            json!({ "auth_time": null, "jti": null }),
            true,
        ),
        ("no exp", json!({ "exp": null }), false),
        ("no iat", json!({ "iat": null }), false),
        ("exp is text", json!({ "exp": "2100" }), false),
        ("nbf is text", json!({ "nbf": "1" }), false),
        (
            "no default field",
            json!({ "name": null, "sub": null }),
            true,
        ),
        ("no extra field", json!({ "note": null }), false),
        (
            "an extra field of another type",
            json!({ "id": 1815 }),
            false,
        ),
        ("an unknown claim", json!({ "role": "admin" }), true),
    ] {
        let cookie = format!("{COOKIE}={}", Forge::default().claim(&claims).token());
        if is_fine {
            assert_accepted(&lab.client, &cookie, what).await;
        } else {
            assert_refused(&lab.client, &cookie, what).await;
        }
    }
}

/// Auth.js looks at three of the codec's claims, and takes the others whatever they are.
#[tokio::test]
async fn claims_that_decide_nothing_may_be_of_any_kind() {
    let lab = Lab::new().await;
    for (name, value, is_fine) in [
        ("auth_time", json!(null), true),
        ("auth_time", json!(1_800_000_000.25), true),
        // It would be the start of a lifetime.
        ("auth_time", json!("yesterday"), false),
        ("jti", json!(null), true),
        ("jti", json!(1815), true),
        ("jti", json!([{ "a": ["b"] }]), true),
        ("iat", json!(null), false),
        ("exp", json!(null), false),
        ("nbf", json!(null), false),
    ] {
        let what = format!("{name}: {value}");
        let mut forge = Forge::default();
        forge.claims[name] = value;
        let cookie = format!("{COOKIE}={}", forge.token());
        if is_fine {
            assert_accepted(&lab.client, &cookie, &what).await;
            let answer = lab.client.other().get_with("/maybe", &cookie).await;
            assert!(!answer.touches_session(), "{what}: {answer:?}");
        } else {
            assert_refused(&lab.client, &cookie, &what).await;
        }
    }
}

#[tokio::test]
async fn a_tampered_token_is_refused_in_every_part() {
    let lab = Lab::new().await;
    let token = Forge::default().token();
    let parts: Vec<_> = token.split('.').collect();
    let with = |index: usize, part: &str| {
        let mut parts = parts.clone();
        parts[index] = part;
        parts.join(".")
    };
    // The first character of a part has no unused bits.
    for (index, part) in parts.iter().enumerate() {
        let first = if part.starts_with('e') { 'f' } else { 'e' };
        let text = with(index, &format!("{first}{}", part.get(1..).unwrap_or("")));
        assert_refused(&lab.client, &format!("{COOKIE}={text}"), "a flipped bit").await;
    }
    let last = parts.len() - 1;
    let signature = parts[last];
    let other = Forge::default().claim(&json!({ "id": "admin" })).token();
    let claims = other.split('.').nth(last - 1).unwrap();
    // The last of 43 characters has two unused bits, which a lax decoder ignores.
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let at = alphabet.find(&signature[42..]).unwrap();
    let same_bytes = format!("{}{}", &signature[..42], &alphabet[at + 1..at + 2]);
    for (what, text) in [
        ("claims", with(last - 1, claims)),
        ("no signature", with(last, "")),
        ("one part less", parts[..last].join(".")),
        ("one part more", format!("{token}.{signature}")),
        ("non-canonical", with(last, &same_bytes)),
        ("padding", format!("{token}=")),
        ("cut", token[..token.len() - 1].to_owned()),
        ("reversed", token.chars().rev().collect()),
        ("quoted", format!("\"{token}\"")),
        ("dots", "..".to_owned()),
        ("text", "garbage".to_owned()),
        ("percent", "%00%ff%zz%".to_owned()),
        ("json", "{}".to_owned()),
        ("null", "null".to_owned()),
        ("oversized", "a".repeat(40_000)),
    ] {
        assert_refused(&lab.client, &format!("{COOKIE}={text}"), what).await;
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused() {
    let lab = Lab::new().await;
    let mut value = format!("{COOKIE}=").into_bytes();
    value.extend_from_slice(b"\xff\xfe");
    let request = http::Request::get("/auth/session")
        .header("cookie", http::HeaderValue::from_bytes(&value).unwrap());
    let answer = lab
        .client
        .other()
        .send(request.body(bytes::Bytes::new()).unwrap())
        .await;
    assert_eq!((answer.status, answer.text()), (200, "null"));
    assert!(answer.deletes(COOKIE));
}

#[tokio::test]
async fn only_our_names_count() {
    let lab = Lab::new().await;
    let token = Forge::default().token();
    let good = format!("{COOKIE}={token}");
    for (what, cookies, is_fine) in [
        ("alone", good.clone(), true),
        (
            "among others",
            format!("a=1; {good}; theme=\"dark\"; b=%zz; c"),
            true,
        ),
        (
            "beside a longer name",
            format!("{COOKIE}X=x; {good}; {COOKIE}-other=x"),
            true,
        ),
        (
            "beside a wordy chunk",
            format!("{good}; {COOKIE}.x=1; {COOKIE}.00=1"),
            true,
        ),
        ("first of two", format!("{good}; {COOKIE}=garbage"), true),
        ("second of two", format!("{COOKIE}=garbage; {good}"), false),
        ("longer name", format!("{COOKIE}X={token}"), false),
        ("other case", format!("Authjs.session-token={token}"), false),
        ("https name", format!("__Secure-{good}"), false),
        ("v4 name", format!("next-auth.session-token={token}"), false),
    ] {
        let answer = lab.client.other().get_with("/auth/session", &cookies).await;
        assert_eq!(answer.status, 200, "{what}");
        assert_eq!(answer.text() != "null", is_fine, "{what}");
        for name in [
            "authjs.session-tokenX",
            "authjs.session-token-other",
            "theme",
        ] {
            assert!(!answer.deletes(name), "{what}");
        }
    }
}

/// Sign-in and sign-out are as they always are, whatever the browser brings.
#[tokio::test]
async fn a_bad_cookie_is_in_nobodys_way() {
    let mut lab = Lab::new().await;
    lab.client.jar.set(COOKIE, "garbage");
    lab.client.jar.set(&format!("{COOKIE}.3"), "garbage");
    let answer = lab.client.submit(Style::V5, "signout", &[]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.deletes(COOKIE) && answer.deletes(&format!("{COOKIE}.3")));
    assert!(lab.script.calls().is_empty());
    lab.client.jar.set(&format!("{COOKIE}.3"), "garbage");
    assert_eq!(lab.client.sign_in(Style::V5, GOOD).await.status, 200);
    assert_eq!(lab.client.jar.get(&format!("{COOKIE}.3")), None);
    assert_eq!(lab.client.session().await.json()["user"]["id"], "id-of-ada");
}
