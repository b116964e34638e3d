//! The laboratory's provider refuses what a provider has to refuse: a test against one that takes
//! everything would show nothing.

use auth_runtime::{Clock, Timestamp};
use auth_tests::identity_provider::{
    Behaviour, CLIENT_ID, CLIENT_SECRET, Endpoint, IdentityProvider, Key, Signature,
};
use auth_tests::{Answer, Client, NOW, SentBack, Style, forge};
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// The challenge of this verifier (RFC 7636 appendix B).
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const REDIRECT_URI: &str = "http://127.0.0.1:1/auth/callback/idp";

type Fields<'a> = [(&'a str, &'a str)];

async fn provider() -> (IdentityProvider, Client) {
    let clock = Clock::manual(Timestamp::from_unix_seconds(NOW));
    let provider = IdentityProvider::start(clock).await;
    let client = Client::new(&provider.issuer);
    (provider, client)
}

/// Asks for a code. Fields that are there already are replaced.
async fn ask(client: &Client, change: &Fields<'_>) -> SentBack {
    let fields = replaced(
        &[
            ("response_type", "code"),
            ("client_id", CLIENT_ID),
            ("redirect_uri", REDIRECT_URI),
            ("scope", "openid email"),
            ("state", "the state"),
            ("nonce", "the nonce"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ],
        change,
    );
    let query = Serializer::new(String::new()).extend_pairs(fields).finish();
    client
        .visit(&format!("{}/authorize?{query}", client.origin))
        .await
}

/// Redeems a code.
async fn redeem(client: &mut Client, code: &str, change: &Fields<'_>) -> Answer {
    let fields = replaced(
        &[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT_URI),
            ("client_id", CLIENT_ID),
            ("client_secret", CLIENT_SECRET),
            ("code_verifier", VERIFIER),
        ],
        change,
    );
    client.post(Style::Plain, "/token", &fields).await
}

fn replaced<'a>(fields: &Fields<'a>, change: &Fields<'a>) -> Vec<(&'a str, &'a str)> {
    let is_kept = |field: &&(&str, &str)| change.iter().all(|(name, _)| *name != field.0);
    let kept = fields.iter().filter(is_kept);
    kept.chain(change).copied().collect()
}

#[tokio::test]
async fn a_code_is_good_once_and_for_its_client() {
    let (provider, mut client) = provider().await;
    for (change, status, error) in [
        (&[("code_verifier", CHALLENGE)][..], 400, "invalid_grant"),
        (
            &[("redirect_uri", "http://127.0.0.1:1/x")],
            400,
            "invalid_grant",
        ),
        (&[("client_secret", "guessed")], 401, "invalid_client"),
        (&[("client_id", "another")], 401, "invalid_client"),
        (&[("grant_type", "password")], 400, "unsupported_grant_type"),
    ] {
        let back = ask(&client, &[]).await;
        let answer = redeem(&mut client, back.get("code"), change).await;
        assert_eq!(answer.status, status, "{change:?}");
        assert_eq!(answer.json(), json!({ "error": error }), "{change:?}");
    }
    let back = ask(&client, &[]).await;
    assert_eq!(back.get("state"), "the state");
    assert_eq!(back.get("iss"), provider.issuer);
    let answer = redeem(&mut client, back.get("code"), &[]).await;
    assert_eq!(answer.status, 200);
    let tokens = answer.json();
    let claims = forge::claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(
        claims,
        json!({
            "iss": provider.issuer, "aud": CLIENT_ID, "sub": "1815",
            "iat": NOW, "exp": NOW + 300, "nonce": "the nonce",
        })
    );
    let again = redeem(&mut client, back.get("code"), &[]).await;
    assert_eq!(again.json(), json!({ "error": "invalid_grant" }));
    assert_eq!(provider.count(Endpoint::Token), 7);
}

#[tokio::test]
async fn a_question_without_a_challenge_is_refused() {
    let (_, client) = provider().await;
    for change in [
        ("code_challenge", ""),
        ("code_challenge_method", "plain"),
        ("response_type", "token"),
    ] {
        let back = ask(&client, &[change]).await;
        assert_eq!(back.get("error"), "invalid_request", "{change:?}");
    }
}

#[tokio::test]
async fn a_refresh_token_is_good_once() {
    let (provider, mut client) = provider().await;
    let back = ask(&client, &[]).await;
    let mut tokens = redeem(&mut client, back.get("code"), &[]).await.json();
    let first = tokens["refresh_token"].as_str().unwrap().to_owned();
    for (token, status) in [(Some(&*first), 200), (Some(&*first), 400), (None, 200)] {
        let token = match token {
            Some(token) => token.to_owned(),
            None => tokens["refresh_token"].as_str().unwrap().to_owned(),
        };
        let change = [("grant_type", "refresh_token"), ("refresh_token", &*token)];
        let answer = redeem(&mut client, "", &change).await;
        assert_eq!(answer.status, status);
        if status == 200 {
            tokens = answer.json();
        }
    }
    provider.revoke_all();
    let token = tokens["refresh_token"].as_str().unwrap();
    let change = [("grant_type", "refresh_token"), ("refresh_token", token)];
    assert_eq!(redeem(&mut client, "", &change).await.status, 400);
}

#[tokio::test]
async fn claims_are_for_who_has_an_access_token() {
    let (provider, mut client) = provider().await;
    for path in ["/userinfo", "/userinfo/emails"] {
        assert_eq!(client.get(path).await.status, 401);
    }
    let back = ask(&client, &[]).await;
    let tokens = redeem(&mut client, back.get("code"), &[]).await.json();
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    for (path, claims) in [
        ("/userinfo", Behaviour::default().user),
        ("/userinfo/emails", json!([])),
    ] {
        let request = http::Request::get(path).header("authorization", &bearer);
        let request = request.body(bytes::Bytes::new()).unwrap();
        assert_eq!(client.send(request).await.json(), claims);
    }
    provider.plan(|plan| plan.keys = vec![Key::First, Key::Curve]);
    let keys = client.get("/keys").await.json();
    let algorithms = keys["keys"].as_array().unwrap().iter();
    let algorithms: Vec<&Value> = algorithms.map(|key| &key["alg"]).collect();
    assert_eq!(algorithms, ["RS256", "ES256"]);
}

#[tokio::test]
async fn a_form_is_posted_as_it_was_made() {
    let (provider, client) = provider().await;
    provider.plan(|plan| {
        plan.signature = Signature::None;
        plan.answer = json!({ "user": r#"{"name":{"firstName":"A & B"}}"#, "iss": null });
    });
    let back = ask(&client, &[("response_mode", "form_post")]).await;
    assert!(back.is_form);
    assert_eq!(back.path, "/auth/callback/idp");
    assert_eq!(back.get("user"), r#"{"name":{"firstName":"A & B"}}"#);
    assert!(back.fields.iter().all(|(name, _)| name != "iss"));
}
