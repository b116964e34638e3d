//! Signing in with any provider of OpenID Connect: Keycloak, Okta, a company's own.
//!
//! Register a client there with the callback URL `http://localhost:3000/auth/callback/oidc`, and start
//! this with what you get:
//!
//! `AUTH_OIDC_ISSUER=https://.. AUTH_OIDC_ID=.. AUTH_OIDC_SECRET=.. cargo run --example oidc`

use std::process::ExitCode;

use auth_runtime::{BoxError, auth_config, provider};
use axum::response::Html;
use axum::routing::get;
use axum::{Json, Router};

#[auth_config(strategy = jwt)]
pub mod auth {
    /// Kept in the token.
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
        /// The groups that the provider puts people in, if it says so.
        pub groups: Vec<String>,
    }

    /// Shown to the client under `session.user`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
        pub groups: Vec<String>,
    }

    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>, profile: Option<&Profile>) -> Token {
        if let Some(user) = user {
            token.id = user.id.clone();
        }
        if let Some(groups) = profile.and_then(|profile| profile.get("groups")?.as_array()) {
            let groups = groups.iter().filter_map(|group| group.as_str());
            token.groups = groups.map(str::to_owned).collect();
        }
        token
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session.user.groups = token.groups.clone();
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
        // The issuer, and the id and the secret of the client, come from the environment.
        .provider(provider::oidc("oidc", "").name("your company"))
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
            eprintln!("oidc: {error}");
            ExitCode::FAILURE
        }
    }
}
