//! The page of Auth.js with the macro and without it: the same table, and the same sessions.

// The callbacks of the page are `async`.
#![allow(clippy::unused_async)]

use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::{AuthConfig, Clock, Timestamp};
use auth_tests::{Answer, Client, NOW, SECRET, Style, serve};
use axum::Json;
use axum::Router;
use axum::routing::get;
use serde_json::json;

// The example, as it is; examples are read for one idea, and so are their lints.
#[allow(unreachable_pub, clippy::assigning_clones)]
#[path = "../../examples/by_hand/auth.rs"]
mod by_hand;
mod database_by_hand;

#[auth_runtime::auth_config(strategy = jwt)]
mod by_macro {
    #[extend(token)]
    #[derive(Default)]
    pub(super) struct Claims {
        pub id: String,
    }

    #[extend(session.user)]
    #[derive(Default)]
    pub(super) struct Identity {
        pub id: String,
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.id.clone_from(&user.id);
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id.clone_from(&token.id);
        session
    }

    #[derive(serde::Deserialize)]
    struct SignInForm {
        name: String,
    }

    #[credentials(name = "Name")]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        Some(User {
            id: format!("id-of-{}", credentials.name),
            name: Some(credentials.name),
            ..User::default()
        })
    }
}

#[auth_runtime::auth_config(strategy = database)]
mod database_by_macro {
    #[extend(session.user)]
    #[derive(Default)]
    pub(super) struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(mut session: Session, user: &User) -> Session {
        session.user.id.clone_from(&user.id);
        session
    }

    #[derive(serde::Deserialize)]
    struct SignInForm {
        name: String,
    }

    #[credentials(name = "Name")]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        Some(User {
            id: format!("id-of-{}", credentials.name),
            name: Some(credentials.name),
            ..User::default()
        })
    }
}

#[test]
fn the_tables_are_equal() {
    assert_eq!(by_macro::Config::TABLE, by_hand::Config::TABLE);
    assert_eq!(
        database_by_macro::Config::TABLE,
        database_by_hand::Config::TABLE
    );
    // The constant of the module and that of the trait are one.
    assert_eq!(
        <by_macro::Config as AuthConfig>::TABLE,
        by_macro::Config::TABLE
    );
}

/// A browser at an application that shows `Session` and `Option<Session>`.
macro_rules! browser {
    ($module:ident, $auth:expr) => {{
        async fn me(session: $module::Session) -> Json<$module::Session> {
            Json(session)
        }
        async fn maybe(session: Option<$module::Session>) -> Json<Option<$module::Session>> {
            Json(session)
        }
        let auth = $auth;
        let app = Router::new()
            .route("/me", get(me))
            .route("/maybe", get(maybe))
            .merge(auth.router())
            .layer(auth.layer());
        Client::new(&serve(app).await)
    }};
}

/// The settings that all of them have.
macro_rules! settings {
    ($module:ident) => {
        $module::builder()
            .secret(SECRET)
            .production(false)
            .clock(Clock::manual(Timestamp::from_unix_seconds(NOW)))
    };
}

/// What a client can tell of an answer, wherever its server is.
fn seen(client: &Client, answer: &Answer) -> (u16, String) {
    (answer.status, answer.text().replace(&client.origin, ""))
}

/// A sign-in, reads, a refused update and a sign-out, as the client sees them.
async fn visit(client: &mut Client) -> Vec<(u16, String)> {
    let answers = [
        client.get("/me").await,
        client.session().await,
        client.sign_in(Style::V5, &[("name", "ada")]).await,
        client.get("/me").await,
        client.get("/maybe").await,
        client.session().await,
        client.update(json!({ "name": "eve" })).await,
        client.session().await,
        client.submit(Style::V5, "signout", &[]).await,
        client.session().await,
        client.get("/maybe").await,
    ];
    answers.iter().map(|answer| seen(client, answer)).collect()
}

#[tokio::test]
async fn the_sessions_are_the_same() {
    let mut by_macro = browser!(by_macro, settings!(by_macro).build().unwrap());
    let mut by_hand = browser!(by_hand, settings!(by_hand).build().unwrap());
    let expected = visit(&mut by_macro).await;
    assert!(
        expected[3].1.contains(r#""id":"id-of-ada""#),
        "{expected:?}"
    );
    assert_eq!(visit(&mut by_hand).await, expected);
}

#[tokio::test]
async fn each_reads_the_cookie_of_the_other() {
    let mut by_macro = browser!(by_macro, settings!(by_macro).build().unwrap());
    let mut by_hand = browser!(by_hand, settings!(by_hand).build().unwrap());
    by_macro.sign_in(Style::V5, &[("name", "ada")]).await;
    by_hand.sign_in(Style::V5, &[("name", "eve")]).await;
    let of_ada = by_macro.session().await;
    let of_eve = by_hand.session().await;
    std::mem::swap(&mut by_macro.jar, &mut by_hand.jar);
    assert_eq!(by_hand.session().await.text(), of_ada.text());
    assert_eq!(by_macro.session().await.text(), of_eve.text());
    assert_ne!(of_ada.text(), of_eve.text());
}

#[tokio::test]
async fn the_sessions_of_a_database_are_the_same() {
    let build = settings!(database_by_macro).adapter(MemoryAdapter::new());
    let mut by_macro = browser!(database_by_macro, build.build().await.unwrap());
    let build = settings!(database_by_hand).adapter(MemoryAdapter::new());
    let mut by_hand = browser!(database_by_hand, build.build().await.unwrap());
    let expected = visit(&mut by_macro).await;
    assert!(
        expected[3].1.contains(r#""id":"id-of-ada""#),
        "{expected:?}"
    );
    assert_eq!(visit(&mut by_hand).await, expected);
}
