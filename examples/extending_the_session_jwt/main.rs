//! Extending the session, with the token strategy: the user's id from the sign-in to the client.
//!
//! `cargo run --example extending_the_session_jwt`, then sign in with any name.

use auth_runtime::auth_config;
use axum::routing::get;
use axum::{Json, Router};

#[auth_config(strategy = jwt)]
pub mod auth {
    /// Kept in the session token, beside `name`, `email`, `picture` and `sub`.
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            // Only there during sign-in.
            token.id = user.id.clone();
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }

    /// The sign-in form. Anybody may come in here; a real application asks a database.
    #[derive(serde::Deserialize)]
    pub struct SignInForm {
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

async fn me(session: auth::Session) -> Json<auth::Session> {
    Json(session)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let auth = auth::builder()
        .secret("an example secret, 32 bytes or more")
        .production(false)
        .build()?;
    let app = Router::new()
        .route("/", get(me))
        .merge(auth.router())
        .layer(auth.layer());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("Sign in at http://127.0.0.1:3000/auth/signin");
    axum::serve(listener, app).await?;
    Ok(())
}
