//! Forged requests: the token that a form has to send back.

use auth_tests::forge::COOKIE;
use auth_tests::{Client, GOOD, Lab, Style};
use serde_json::{Value, json};

const CSRF: &str = "authjs.csrf-token";
const CALLBACK_URL: &str = "authjs.callback-url";

/// The endpoints that need the token, with forms that are fine otherwise.
const GUARDED: [(&str, &[(&str, &str)]); 4] = [
    ("callback/credentials", GOOD),
    ("signin", &[]),
    ("signin/credentials", &[]),
    ("signout", &[]),
];

#[tokio::test]
async fn a_new_browser_gets_a_token() {
    let mut lab = Lab::new().await;
    let answer = lab.client.get("/auth/csrf").await;
    assert_eq!(answer.status, 200);
    let token = answer.json()["csrfToken"].as_str().unwrap().to_owned();
    assert_eq!(token.len(), 64);
    assert!(
        token
            .bytes()
            .all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase())
    );
    assert_eq!(answer.set_cookies().len(), 2);
    let value = answer.sets(CSRF).unwrap();
    let (first, hash) = value.split_once("%7C").unwrap();
    assert_eq!((first, hash.len()), (&*token, 64));
    let front_door = answer.sets(CALLBACK_URL).unwrap();
    assert!(
        front_door.starts_with("http%3A%2F%2F127.0.0.1%3A"),
        "{front_door}"
    );
    for cookie in answer.set_cookies() {
        assert_eq!(cookie.path(), Some("/"));
        assert_eq!(cookie.http_only(), Some(true));
        assert_eq!((cookie.secure(), cookie.expires()), (None, None));
    }
}

#[tokio::test]
async fn a_known_browser_keeps_its_token() {
    let mut lab = Lab::new().await;
    let token = lab.client.csrf().await;
    let answer = lab.client.get("/auth/csrf").await;
    assert_eq!(answer.json(), json!({ "csrfToken": token }));
    assert!(answer.set_cookies().is_empty());
}

#[tokio::test]
async fn https_has_guarded_names() {
    let mut lab = Lab::with(|builder| builder.url("https://app.example.com")).await;
    let answer = lab.client.get("/auth/csrf").await;
    let cookies = answer.set_cookies();
    let names: Vec<_> = cookies.iter().map(cookie::Cookie::name).collect();
    assert_eq!(
        names,
        ["__Host-authjs.csrf-token", "__Secure-authjs.callback-url"]
    );
    for cookie in &cookies {
        assert_eq!(cookie.secure(), Some(true));
        assert_eq!((cookie.path(), cookie.domain()), (Some("/"), None));
    }
}

/// Cookies that Auth.js itself or an attacker makes without the key are not ours.
#[tokio::test]
async fn the_hash_has_a_key() {
    use sha2::{Digest, Sha256};

    let mut lab = Lab::new().await;
    let token = "0123456789abcdef".repeat(4);
    let hash = |text: String| {
        let digest = Sha256::digest(text.as_bytes());
        format!("{digest:x}")
    };
    for hash in [
        hash(format!("{token}{}", auth_tests::SECRET)),
        hash(token.clone()),
        "0".repeat(64),
        String::new(),
    ] {
        lab.client.jar.set(CSRF, &format!("{token}%7C{hash}"));
        let answer = lab.client.get("/auth/csrf").await;
        assert_ne!(answer.json()["csrfToken"], Value::from(&*token));
        assert!(answer.sets(CSRF).is_some());
    }
}

/// A token that is not this browser's: of whom, and what is posted.
async fn wrong_tokens(client: &Client) -> Vec<Option<String>> {
    let theirs = client.other().csrf().await;
    let mut tokens: Vec<_> = ["", "x", &"0".repeat(64), &theirs]
        .map(str::to_owned)
        .into();
    // The whole cookie is not the token either.
    tokens.extend(client.jar.get(CSRF).map(str::to_owned));
    let mut tokens: Vec<_> = tokens.into_iter().map(Some).collect();
    tokens.push(None);
    tokens
}

#[tokio::test]
async fn forged_forms_are_refused() {
    let Lab {
        mut client, script, ..
    } = Lab::signed_in(|builder| builder).await;
    let url = format!("{}/auth/signin?error=MissingCSRF", client.origin);
    for token in wrong_tokens(&client).await {
        for (path, fields) in GUARDED {
            let posted = token.as_deref().map(|token| ("csrfToken", token));
            let fields: Vec<_> = fields.iter().copied().chain(posted).collect();
            for style in [Style::V5, Style::V4, Style::Plain] {
                let answer = client.post(style, &format!("/auth/{path}"), &fields).await;
                assert_eq!(answer.status, 403, "{path} {token:?} {style:?}");
                assert!(
                    answer.set_cookies().is_empty(),
                    "{path} {token:?} {style:?}"
                );
                if style == Style::Plain {
                    assert!(answer.text().contains("This page was out of date"));
                } else {
                    assert_eq!(answer.json()["url"], url);
                    assert_eq!(answer.json()["error"], "MissingCSRF");
                }
            }
        }
    }
    assert!(script.calls().is_empty());
    assert!(client.jar.get(COOKIE).is_some());
    assert_eq!(client.session().await.json()["user"]["id"], "id-of-ada");
}

#[tokio::test]
async fn forged_updates_are_refused_with_an_object() {
    let Lab {
        mut client, script, ..
    } = Lab::signed_in(|builder| builder).await;
    for token in wrong_tokens(&client).await {
        let body = json!({ "csrfToken": token, "data": { "note": "forged" } });
        let answer = client.post_json("/auth/session", &body.to_string()).await;
        assert_eq!(answer.status, 403, "{token:?}");
        assert!(answer.json()["message"].is_string());
        assert!(!answer.touches_session());
    }
    assert!(script.calls().is_empty());
}

/// The page came from a browser that has lost its cookies: the next try works.
#[tokio::test]
async fn a_refused_browser_gets_a_new_token() {
    let mut lab = Lab::new().await;
    let token = lab.client.csrf().await;
    lab.client.jar.remove(CSRF);
    let fields = [GOOD, &[("csrfToken", &*token)]].concat();
    let answer = lab
        .client
        .post(Style::V5, "/auth/callback/credentials", &fields)
        .await;
    assert_eq!(answer.status, 403);
    assert!(answer.sets(CSRF).is_some());
    assert_eq!(lab.client.sign_in(Style::V5, GOOD).await.status, 200);
}

/// A change of the secret leaves the forms that are open in browsers usable.
#[tokio::test]
async fn tokens_outlive_a_rotation_of_secrets() {
    let mut old = Lab::new().await;
    let token = old.client.csrf().await;
    let mut new = Lab::at(old.clock.clone(), |builder| {
        builder
            .secret("a new secret, 32 bytes or longer")
            .secret(auth_tests::SECRET)
    })
    .await;
    new.client.jar = old.client.jar.clone();
    assert_eq!(new.client.csrf().await, token);
}
