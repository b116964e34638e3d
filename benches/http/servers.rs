//! The servers. All answer `GET /me` with the session of the same user as JSON.

mod axum_login;
#[path = "../hand_written/main.rs"]
#[allow(dead_code)] // Its `main` is another program's.
mod hand_written;

use std::sync::Arc;

use auth_benches::app::{EMAIL, ID, NAME, PASSWORD, PICTURE, SECRET, auth};
use auth_benches::browser::Browser;
use auth_benches::core;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;

pub(crate) const NAMES: [&str; 4] = ["auth-runtime", "by hand", "no authentication", "axum-login"];

#[derive(Serialize)]
struct Session<'a> {
    user: SessionUser<'a>,
    expires: &'static str,
}

#[derive(Serialize)]
struct SessionUser<'a> {
    name: &'a str,
    email: &'a str,
    image: &'a str,
    id: &'a str,
}

const EXPIRES: &str = "2030-01-01T00:00:00.000Z";

/// Serves one of them, and prints where it is and the cookies of someone who is signed in.
#[tokio::main(flavor = "current_thread")]
pub(crate) async fn serve(name: &str) {
    core::first();
    let router = match name {
        "auth-runtime" => ours(),
        "by hand" => by_hand(),
        "no authentication" => Router::new().route("/me", get(constant)),
        "axum-login" => axum_login::router(),
        _ => panic!("no server has this name"),
    };
    let cookies = cookies(name, router.clone()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}\n{cookies}", listener.local_addr().expect("an address"));
    axum::serve(listener, router).await.expect("a server");
}

async fn cookies(name: &str, router: Router) -> String {
    let browser = &mut match name {
        // So that its requests are as long as those of the others.
        "no authentication" => Browser::new(ours()),
        _ => Browser::new(router),
    };
    match name {
        "axum-login" => {
            browser
                .post("/login", format!("email={EMAIL}&password={PASSWORD}"))
                .await;
        }
        _ => browser.sign_in(EMAIL).await,
    }
    browser.cookie_header()
}

fn ours() -> Router {
    let auth = auth::builder()
        .secret(SECRET)
        .production(false)
        .build()
        .expect("a sound configuration");
    Router::new()
        .route("/me", get(async |session: auth::Session| Json(session)))
        .merge(auth.router())
        .layer(auth.layer())
}

fn by_hand() -> Router {
    let keys = Arc::new(hand_written::session::Keys::new(SECRET));
    Router::new()
        .route(
            "/me",
            get(async |session: hand_written::session::Session| Json(session)),
        )
        .with_state(Arc::clone(&keys))
        .merge(hand_written::router(keys))
}

async fn constant() -> Json<Session<'static>> {
    Json(Session {
        user: SessionUser {
            name: NAME,
            email: EMAIL,
            image: PICTURE,
            id: ID,
        },
        expires: EXPIRES,
    })
}
