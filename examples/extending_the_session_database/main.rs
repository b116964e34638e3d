//! Extending the session, with the database strategy: the user's id from its row to the client.
//!
//! `cargo run --example extending_the_session_database`, then sign in with any name.

use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::auth_config;
use axum::routing::get;
use axum::{Json, Router};

#[auth_config(strategy = database)]
pub mod auth {
    /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(mut session: Session, user: &User) -> Session {
        // The user is the one of the database, and there is no token.
        session.user.id = user.id.clone();
        session
    }

    /// The sign-in form. Anybody may come in here; a real application checks a password.
    #[derive(serde::Deserialize)]
    pub struct SignInForm {
        name: String,
    }

    /// A user who is not in the database yet is put there.
    #[credentials(name = "Name")]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        Some(User {
            id: format!("id-of-{}", credentials.name),
            name: Some(credentials.name),
            ..User::default()
        })
    }
}

async fn me(session: auth::Session) -> Json<auth::Session> {
    Json(session)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The file is created, and its tables with it.
    let file = std::path::absolute("extending_the_session.db")?;
    let auth = auth::builder()
        .secret("an example secret, 32 bytes or more")
        .production(false)
        .adapter(SqliteAdapter::open(&file).await?)
        .build()
        .await?;
    let app = Router::new()
        .route("/", get(me))
        .merge(auth.router())
        .layer(auth.layer());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("Users and sessions are in {}", file.display());
    println!("Sign in at http://127.0.0.1:3000/auth/signin");
    axum::serve(listener, app).await?;
    Ok(())
}
