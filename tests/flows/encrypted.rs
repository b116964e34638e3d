//! A session in an encrypted token, which may hold secrets.

use auth_runtime::{Clock, Secret, Timestamp, auth_config};
use auth_tests::forge::COOKIE;
use auth_tests::{Client, NOW, SECRET, Style, serve};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use serde_json::json;

#[auth_config(strategy = jwt(encrypted))]
mod auth {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
        key: Secret<String>,
    }

    #[extend(user)]
    pub(super) struct Person {
        pub key: Secret<String>,
    }

    #[extend(token)]
    pub(super) struct Claims {
        #[from(user.id)]
        pub id: String,
        #[from(user.key)]
        pub key: Secret<String>,
        #[from(account.access_token)]
        pub access_token: Option<Secret<String>>,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        #[from(token.id)]
        pub id: String,
    }

    #[extend(session)]
    pub(super) struct Key {
        pub length: usize,
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        std::future::ready(()).await;
        let Form { name, key } = credentials;
        let user = DefaultUser {
            id: name,
            ..DefaultUser::default()
        };
        Some(user.extend(Person { key }))
    }

    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        let length = token.key.expose_secret().len();
        session.extend(Key { length })
    }
}

async fn browser() -> Client {
    let clock = Clock::manual(Timestamp::from_unix_seconds(NOW));
    let auth = auth::builder().secret(SECRET).clock(clock).build().unwrap();
    Client::new(&serve(auth.router().layer(auth.layer())).await)
}

#[tokio::test]
async fn only_the_server_reads_it() {
    let mut browser = browser().await;
    let answer = browser
        .sign_in(Style::V5, &[("name", "ada"), ("key", "hush-hush")])
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let token = browser.jar.get(COOKIE).unwrap().to_owned();
    let parts: Vec<&str> = token.split('.').collect();
    let header = BASE64URL.decode(parts[0]).unwrap();
    let header = String::from_utf8(header).unwrap();
    assert!(header.starts_with(r#"{"alg":"dir","enc":"A256CBC-HS512","kid":""#));
    assert_eq!((parts.len(), parts[1]), (5, ""));

    let answer = browser.session().await;
    assert_eq!(answer.json()["user"], json!({ "id": "ada" }));
    assert_eq!(answer.json()["length"], "hush-hush".len());
    // Nothing has changed, so it is not issued again.
    assert!(answer.set_cookies().is_empty(), "{answer:?}");
    assert!(!answer.text().contains("hush"));

    let tampered = format!("{}A.{}", &token[..40], &token[40..]);
    browser.jar.set(COOKIE, &tampered);
    let answer = browser.session().await;
    assert_eq!(answer.text(), "null");
    assert!(answer.deletes(COOKIE));
}

#[tokio::test]
async fn a_token_with_secrets_is_shown_nowhere_else() {
    let token = token_with_a_secret();
    let error = serde_json::to_string(&token).unwrap_err().to_string();
    assert!(error.contains("encrypted token only"), "{error}");
}

/// A signed token, which takes in the encrypted one of somebody else.
#[auth_config(strategy = jwt)]
mod signed {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[extend(token)]
    #[derive(Default)]
    pub(super) struct Claims {
        pub impersonated_by: Option<super::auth::Token>,
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        std::future::ready(()).await;
        Some(User {
            id: credentials.name,
            ..User::default()
        })
    }

    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>) -> Token {
        token.impersonated_by = user.map(|_| super::token_with_a_secret());
        token
    }
}

fn token_with_a_secret() -> auth::Token {
    auth::Token {
        name: None,
        email: None,
        picture: None,
        sub: None,
        id: "ada".to_owned(),
        key: Secret::from("hush"),
        access_token: None,
    }
}

#[tokio::test]
async fn a_signed_token_never_takes_a_secret_in() {
    let auth = signed::builder().secret(SECRET).build().unwrap();
    let app = auth.router().layer(auth.layer());
    let mut browser = Client::new(&serve(app).await);
    let answer = browser.sign_in(Style::V5, &[("name", "ada")]).await;
    assert_ne!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.sets(COOKIE), None);
}
