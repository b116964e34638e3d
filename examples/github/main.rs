//! Signing in with GitHub, and its login name all the way to the client.
//!
//! Register an OAuth application at <https://github.com/settings/developers> with the callback URL
//! `http://localhost:3000/auth/callback/github`, and start this with what you get there:
//!
//! `AUTH_GITHUB_ID=.. AUTH_GITHUB_SECRET=.. cargo run --example github`

use std::process::ExitCode;

use auth_runtime::{BoxError, auth_config, provider};
use axum::response::Html;
use axum::routing::get;
use axum::{Json, Router};

#[auth_config(strategy = jwt)]
pub mod auth {
    /// What GitHub says, beside the default fields.
    #[extend(user)]
    pub struct Person {
        pub login: String,
    }

    /// Kept in the token.
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
        pub login: String,
    }

    /// Shown to the client under `session.user`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
        pub login: String,
    }

    /// The default fields are there already; this one only GitHub knows.
    #[profile]
    fn profile(user: DefaultUser, profile: &Profile) -> User {
        let login = profile.text("login").unwrap_or_default().to_owned();
        user.extend(Person { login })
    }

    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.id = user.id.clone();
            token.login = user.login.clone();
        }
        token
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session.user.login = token.login.clone();
        session
    }
}

async fn home() -> Html<&'static str> {
    Html("<a href=/auth/signin?callbackUrl=/me>Sign in</a> <a href=/auth/signout>Sign out</a>")
}

async fn me(session: auth::Session) -> Json<auth::Session> {
    Json(session)
}

async fn serve() -> Result<(), BoxError> {
    // A secret of your own in AUTH_SECRET, to stay signed in when the program starts again.
    let secret = std::env::var("AUTH_SECRET").or_else(|_| random_secret())?;
    let auth = auth::builder()
        .secret(secret)
        // Without a public URL this serves this machine only, in release builds as well.
        .production(false)
        .provider(provider::github())
        .from_env()
        .build()?;
    let app = Router::new()
        .route("/", get(home))
        .route("/me", get(me))
        .merge(auth.router())
        .layer(auth.layer());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("Open http://localhost:3000");
    axum::serve(listener, app).await?;
    Ok(())
}

fn random_secret() -> Result<String, BoxError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{bytes:02x?}"))
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("github: {error}");
            ExitCode::FAILURE
        }
    }
}
