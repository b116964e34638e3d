use std::collections::HashMap;

use super::super::entry::Entry;
use super::super::fake::{Fake, client, oidc, provider, redirect};
use super::*;

fn query(url: &Url) -> HashMap<String, String> {
    let pairs: Vec<_> = url.query_pairs().into_owned().collect();
    let query: HashMap<_, _> = pairs.iter().cloned().collect();
    assert_eq!(
        query.len(),
        pairs.len(),
        "a parameter is there twice: {url}"
    );
    query
}

#[tokio::test]
async fn an_authorization_request_is_complete_and_new_each_time() {
    let fake = Fake::start(oidc).await;
    let client = client(
        provider(Entry::OIDC)
            .issuer(&fake.url)
            .parameter("prompt", "login"),
    );
    let further = [
        ("prompt", "consent"),
        ("login_hint", "a&b"),
        ("state", "mine"),
        ("nonce", "x"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let first = client.authorize(&redirect(), &further).await.unwrap();
    assert!(
        first
            .url
            .as_str()
            .starts_with(&format!("{}/authorize?", fake.url))
    );
    let challenge = BASE64URL.encode(Sha256::digest(first.pkce_verifier.expose_secret()));
    let nonce = first.nonce.unwrap();
    let back = redirect();
    let expected = [
        ("response_type", "code"),
        ("client_id", "client"),
        ("redirect_uri", back.as_str()),
        ("scope", "openid profile email"),
        ("state", &first.state),
        ("nonce", &nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("prompt", "consent"),
        ("login_hint", "a&b"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(query(&first.url), HashMap::from(expected));

    let second = client.authorize(&redirect(), &[]).await.unwrap();
    assert_ne!(first.state, second.state);
    assert_ne!(
        first.pkce_verifier.expose_secret(),
        second.pkce_verifier.expose_secret()
    );
    assert_ne!(Some(&nonce), second.nonce.as_ref());
    assert_eq!(fake.seen("/.well-known/openid-configuration").len(), 1);
}

#[tokio::test]
async fn an_endpoints_own_parameters_stay_unless_they_are_standard_ones() {
    let entry = Entry {
        authorization: "https://issuer.example/authorize?p=policy&scope=all&prompt=none",
        token: "https://issuer.example/token",
        userinfo: "https://issuer.example/me",
        parameters: &[("prompt", "consent")],
        form_post: true,
        scope: "",
        ..Entry::OAUTH
    };
    let authorization = client(provider(entry))
        .authorize(&redirect(), &[])
        .await
        .unwrap();
    let query = query(&authorization.url);
    let value = |name: &str| query.get(name).map(String::as_str);
    assert_eq!(value("p"), Some("policy"));
    assert_eq!(value("prompt"), Some("consent"));
    assert_eq!(value("response_mode"), Some("form_post"));
    assert_eq!(value("scope"), None);
    assert_eq!(value("nonce"), None);
    assert!(authorization.nonce.is_none());
}
