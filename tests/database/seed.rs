//! The page of Auth.js that this library began with, "With Database", on SQLite.

use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::sqlx;
use auth_tests::{Client, DatabaseFile, SECRET, Style, serve};
use axum::Router;
use serde_json::json;

/// As the page has it, and a form to sign in with.
#[allow(
    clippy::assigning_clones,
    clippy::unnecessary_wraps,
    clippy::unused_async,
    unreachable_pub
)]
#[auth_runtime::auth_config(strategy = database)]
mod auth {
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(mut session: Session, user: &User) -> Session {
        session.user.id = user.id.clone();
        session
    }

    #[derive(serde::Deserialize)]
    pub struct Form {
        id: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        Some(User {
            id: credentials.id,
            ..User::default()
        })
    }
}

#[tokio::test]
async fn the_id_of_the_database_is_in_the_session() {
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    adapter.migrate().await.unwrap();
    // The user is one of the database; the form only says which.
    sqlx::query("INSERT INTO users (id, name, email) VALUES ('1815', 'Ada', 'ada@example.com')")
        .execute(adapter.pool())
        .await
        .unwrap();
    let auth = auth::builder()
        .secret(SECRET)
        .production(false)
        .adapter(adapter)
        .build()
        .await
        .unwrap();
    let app = Router::new().merge(auth.router()).layer(auth.layer());
    let mut client = Client::new(&serve(app).await);
    let answer = client.sign_in(Style::V5, &[("id", "1815")]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let session = client.session().await.json();
    let user = json!({ "name": "Ada", "email": "ada@example.com", "id": "1815" });
    assert_eq!(session["user"], user);
    assert_eq!(session.as_object().unwrap().len(), 2);
}
