//! Extending the session without the macro: the page of `extending_the_session_jwt`, with its traits by hand.
//!
//! `cargo run --example by_hand`, then sign in with any name. What the macro would write is in `auth.rs`.

mod auth;

use axum::routing::get;
use axum::{Json, Router};

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
