//! A service that knows who is signed in at a Next.js application with Auth.js.
//!
//! The application has the configuration of `auth.ts` in this folder and the rewrites of `next.config.ts`, and
//! both programs have the same secret and the same URL, which is that of the browser:
//!
//! `AUTH_SECRET=.. AUTH_URL=http://localhost:3000 cargo run --example next_beside_rust`
//!
//! Then <http://localhost:3000/rust/me> shows who is signed in.

use std::process::ExitCode;

use auth_runtime::{BoxError, TokenReader, auth_config};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

#[auth_config(strategy = jwt(encrypted))]
pub mod auth {
    /// What the `jwt` callback of `auth.ts` adds to the token.
    #[extend(token)]
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    pub struct Claims {
        pub user_role: Option<String>,
    }

    /// Nobody signs in here: tokens are taken as they are.
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

type Reader = TokenReader<auth::Config>;

#[derive(Serialize)]
struct Person {
    name: Option<String>,
    role: Option<String>,
}

async fn me(State(reader): State<Reader>, headers: HeaderMap) -> Result<Json<Person>, StatusCode> {
    // Browsers send cookies; programs, and Next.js on the server, may send the token by itself.
    let token = match reader.read_cookies(&headers) {
        Ok(None) => reader.read_bearer(&headers),
        read => read,
    };
    match token {
        Ok(Some(token)) => Ok(Json(Person {
            name: token.name,
            role: token.user_role,
        })),
        Ok(None) => Err(StatusCode::UNAUTHORIZED),
        // The token is from Next.js, and not as `Claims` has it.
        Err(error) => {
            eprintln!("{error}");
            Err(error.status())
        }
    }
}

async fn serve() -> Result<(), BoxError> {
    let reader = Reader::builder().from_env().build()?;
    let app = Router::new().route("/me", get(me)).with_state(reader);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3001").await?;
    println!("Open http://localhost:3000/rust/me");
    axum::serve(listener, app).await?;
    Ok(())
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
