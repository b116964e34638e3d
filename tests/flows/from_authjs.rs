//! Sessions that Auth.js began: read, updated and issued again, so that Auth.js can go on with them.

use std::time::Duration;

use auth_runtime::{Clock, Timestamp, auth_config};
use auth_tests::forge::Forge;
use auth_tests::{Client, serve};
use serde_json::{Value, json};

/// Tokens that `@auth/core` made.
const VECTORS: &str = include_str!("../../auth-runtime/src/codec/encrypted/tests/authjs.json");

#[auth_config(strategy = jwt(encrypted))]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub(super) struct Claims {
        pub id: String,
        #[serde(default)]
        pub scopes: Vec<String>,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        #[from(token.id)]
        pub id: String,
        #[from(token.scopes)]
        pub scopes: Vec<String>,
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub(super) struct Change {
        scopes: Vec<String>,
    }

    #[jwt]
    fn jwt(mut token: Token, update: Option<Change>) -> Token {
        if let Some(Change { scopes }) = update {
            token.scopes = scopes;
        }
        token
    }
}

/// A token of Auth.js with claims that are null, nested, and unknown to the application.
struct Vector {
    secret: String,
    cookie: String,
    token: String,
    claims: Value,
}

impl Vector {
    fn load() -> Self {
        let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
        let is_it = |vector: &&Value| vector["name"] == "secure-cookie-salt-custom-claims-unicode";
        let vector = vectors.iter().find(is_it).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            secret: text(&vector["secrets"][0]),
            cookie: text(&vector["cookie"]),
            token: text(&vector["token"]),
            claims: serde_json::from_str(&text(&vector["payload"])).unwrap(),
        }
    }

    /// What a token says, beside what each token has of its own.
    fn open(&self, token: &str) -> Value {
        let forge = Forge {
            secret: &self.secret,
            cookie: &self.cookie,
            ..Forge::default()
        };
        without_codec(forge.open(token))
    }
}

fn without_codec(mut claims: Value) -> Value {
    let object = claims.as_object_mut().unwrap();
    for name in ["iat", "exp", "jti", "auth_time"] {
        object.remove(name);
    }
    claims
}

/// The application a minute after Auth.js issued the token, and the browser that has it.
async fn start(vector: &Vector) -> (Client, Clock) {
    let clock = Clock::manual(Timestamp::from_unix_seconds(
        vector.claims["iat"].as_i64().unwrap() + 60,
    ));
    let auth = auth::builder()
        .secret(&*vector.secret)
        .url("https://app.example.com")
        .clock(clock.clone())
        .build()
        .unwrap();
    let mut client = Client::new(&serve(auth.router().layer(auth.layer())).await);
    client.jar.set(&vector.cookie, &vector.token);
    (client, clock)
}

#[tokio::test]
async fn what_the_application_does_not_know_survives() {
    let vector = Vector::load();
    let (mut client, clock) = start(&vector).await;
    // It is read as often as anybody likes, and stays as Auth.js wrote it.
    for _ in 0..2 {
        let answer = client.session().await;
        assert_eq!(
            answer.json()["user"],
            json!({
                "name": "Zoë Ünïcødé 🦀",
                "id": "42",
                "scopes": ["read", "write"],
            })
        );
        assert!(!answer.touches_session(), "{answer:?}");
    }
    clock.advance(Duration::from_secs(24 * 60 * 60));
    let answer = client.session().await;
    let renewed = answer.sets(&vector.cookie).unwrap();
    let mut expected = without_codec(vector.claims.clone());
    // For the application's own claims, `null` and nothing are the same.
    for name in ["email", "picture"] {
        expected.as_object_mut().unwrap().remove(name);
    }
    assert_eq!(vector.open(&renewed), expected);
    let answer = client.session().await;
    assert_eq!(answer.json()["user"]["id"], "42");
    assert!(!answer.touches_session(), "{answer:?}");

    let answer = client.update(json!({ "scopes": ["read"] })).await;
    assert_eq!(answer.json()["user"]["scopes"], json!(["read"]));
    let updated = answer.sets(&vector.cookie).unwrap();
    expected["scopes"] = json!(["read"]);
    assert_eq!(vector.open(&updated), expected);
    assert!(!client.session().await.touches_session());
}
