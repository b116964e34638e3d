//! Sessions that Auth.js began: read, updated and issued again, so that Auth.js can go on with them.

use std::time::Duration;

use auth_runtime::{Builder, Clock, Timestamp, auth_config};
use auth_tests::forge::Forge;
use auth_tests::{Client, serve};
use serde_json::{Value, json};

/// Tokens that `@auth/core` made.
const VECTORS: &str = include_str!("../../auth-runtime/src/codec/encrypted/tests/authjs.json");

/// One that next-auth 4 made, and one of version 5 with the encryption that it reads and does not write.
const OLDER: &str = include_str!("../../auth-runtime/src/codec/encrypted/tests/older.json");

#[auth_config(strategy = jwt(encrypted))]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub(super) struct Claims {
        pub id: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
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
        /// Who the session is to be of from now on.
        #[serde(default)]
        person: Option<String>,
    }

    #[jwt]
    fn jwt(mut token: Token, update: Option<Change>) -> Token {
        if let Some(Change { scopes, person }) = update {
            token.scopes = scopes;
            token.sub = person.or(token.sub);
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
    fn of_today() -> Self {
        let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
        let is_it = |vector: &&Value| vector["name"] == "secure-cookie-salt-custom-claims-unicode";
        let vector = vectors.iter().find(is_it).unwrap();
        Self::new(vector, &vector["secrets"][0])
    }

    fn older() -> impl Iterator<Item = Self> {
        let vectors: Vec<Value> = serde_json::from_str(OLDER).unwrap();
        vectors
            .into_iter()
            .map(|vector| Self::new(&vector, &vector["secret"]))
    }

    fn new(vector: &Value, secret: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            secret: text(secret),
            cookie: text(&vector["cookie"]),
            token: text(&vector["token"]),
            claims: serde_json::from_str(&text(&vector["payload"])).unwrap(),
        }
    }

    /// What a token of today says, beside what each token has of its own.
    fn open(&self, token: &str) -> Value {
        let forge = Forge {
            secret: &self.secret,
            cookie: &self.cookie,
            ..Forge::default()
        };
        without_codec(forge.open(token))
    }

    /// What a token that was issued again says.
    fn renewed(&self) -> Value {
        let mut claims = without_codec(self.claims.clone());
        // Of the application's own claims, `null` and nothing are the same.
        for name in ["email", "picture"] {
            let object = claims.as_object_mut().unwrap();
            if object[name].is_null() {
                object.remove(name);
            }
        }
        claims
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
async fn start(
    vector: &Vector,
    settings: impl FnOnce(Builder<auth::Config>) -> Builder<auth::Config>,
) -> (Client, Clock) {
    let clock = Clock::manual(Timestamp::from_unix_seconds(
        vector.claims["iat"].as_i64().unwrap() + 60,
    ));
    let builder = auth::builder().secret(&*vector.secret).clock(clock.clone());
    let auth = settings(builder).build().unwrap();
    let mut client = Client::new(&serve(auth.router().layer(auth.layer())).await);
    client.jar.set(&vector.cookie, &vector.token);
    (client, clock)
}

#[tokio::test]
async fn what_the_application_does_not_know_survives() {
    let vector = Vector::of_today();
    let (mut client, clock) =
        start(&vector, |builder| builder.url("https://app.example.com")).await;
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
    let mut expected = vector.renewed();
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

#[tokio::test]
async fn older_formats_are_read_on_request_and_written_as_todays() {
    for vector in Vector::older() {
        let prefix = vector.cookie.strip_suffix(".session-token").unwrap();
        let (mut client, _) = start(&vector, |builder| builder.cookie_prefix(prefix)).await;
        let answer = client.session().await;
        assert_eq!(answer.text(), "null", "{prefix}");
        assert!(answer.deletes(&vector.cookie), "{prefix}");

        let (mut client, _) = start(&vector, |builder| {
            builder.cookie_prefix(prefix).accept_older_tokens(true)
        })
        .await;
        let answer = client.session().await;
        assert_eq!(answer.json()["user"]["id"], "1815", "{prefix}");
        let token = answer.sets(&vector.cookie).unwrap();
        assert_eq!(vector.open(&token), vector.renewed(), "{prefix}");
        let answer = client.session().await;
        assert_eq!(answer.json()["user"]["id"], "1815", "{prefix}");
        assert!(!answer.touches_session(), "{prefix}: {answer:?}");
    }
}

#[tokio::test]
async fn what_is_said_of_somebody_is_not_said_of_somebody_else() {
    let vector = Vector::of_today();
    let unknown = |claims: &Value| {
        let known = ["name", "email", "picture", "sub", "id", "scopes"];
        let names = claims.as_object().unwrap().keys();
        names.filter(|name| !known.contains(&&***name)).count()
    };
    assert_ne!(unknown(&vector.renewed()), 0);
    for (person, survive) in [(Value::Null, true), (json!("guest"), false)] {
        let (mut client, _) =
            start(&vector, |builder| builder.url("https://app.example.com")).await;
        let change = json!({ "scopes": ["read"], "person": person });
        let answer = client.update(change).await;
        let claims = vector.open(&answer.sets(&vector.cookie).unwrap());
        assert_eq!(unknown(&claims) != 0, survive, "{claims}");
    }
}

#[tokio::test]
async fn a_renewal_is_not_taken_for_a_sign_in() {
    let vector = Vector::of_today();
    let opened = |token: &str| {
        let forge = Forge {
            secret: &vector.secret,
            cookie: &vector.cookie,
            ..Forge::default()
        };
        forge.open(token)
    };
    let hour = Duration::from_secs(3600);
    for (limit, said) in [(None, false), (Some(hour), true)] {
        let (mut client, _) = start(&vector, |builder| {
            let builder = builder.url("https://app.example.com");
            match limit {
                Some(limit) => builder.max_lifetime(limit),
                None => builder,
            }
        })
        .await;
        let answer = client.update(json!({ "scopes": ["read"] })).await;
        let claims = opened(&answer.sets(&vector.cookie).unwrap());
        // Only a lifetime needs a moment to count from, and it is the one when Auth.js issued the token.
        let moment = said.then(|| vector.claims["iat"].clone());
        assert_eq!(claims.get("auth_time").cloned(), moment, "{limit:?}");
    }
}
