//! axum-login with sessions and users in a file: `axum_login_sqlite {file} {email}`.
//!
//! The file is there, with a table of users. It answers `GET /me` with the session of the user who
//! has the address, and prints where it is, the cookies of the user, and the settings of its pool.

mod database;
mod users;

use std::env;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use axum_login::{AuthManagerLayerBuilder, AuthSession};
use http::{Request, StatusCode, header};
use serde::Serialize;
use tokio::net::TcpListener;
use tower::ServiceExt as _;
use tower_sessions::{Expiry, SessionManagerLayer};
use tower_sessions_sqlx_store::SqliteStore;

use self::users::{LoginForm, Users};

#[derive(Serialize)]
struct Session<'a> {
    user: SessionUser<'a>,
    expires: &'static str,
}

#[derive(Serialize)]
struct SessionUser<'a> {
    name: Option<&'a str>,
    email: Option<&'a str>,
    image: Option<&'a str>,
    id: &'a str,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let cores = core_affinity::get_core_ids().expect("the cores");
    // The threads of the pool start later, and are where this one is.
    core_affinity::set_for_current(*cores.first().expect("a core"));
    let mut arguments = env::args().skip(1);
    let mut argument = || arguments.next().expect("a file and an address");
    let (file, email) = (argument(), argument());

    let pool = database::open(&file).await;
    let store = SqliteStore::new(pool.clone());
    store.migrate().await.expect("a table of sessions");
    let sessions = SessionManagerLayer::new(store)
        .with_secure(false)
        .with_expiry(Expiry::OnInactivity(time::Duration::days(30)));
    let router = Router::new()
        .route("/me", get(me))
        .route("/login", post(login))
        .layer(AuthManagerLayerBuilder::new(Users::new(pool.clone()), sessions).build());

    let cookie = sign_in(router.clone(), &email).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    println!("_ga=GA1.1.1234567890.1700000000; {cookie}");
    println!("{}", database::settings(&pool).await);
    axum::serve(listener, router).await.expect("a server");
}

async fn me(session: AuthSession<Users>) -> Response {
    match &session.user {
        Some(user) => Json(Session {
            user: SessionUser {
                name: user.name.as_deref(),
                email: user.email.as_deref(),
                image: user.image.as_deref(),
                id: &user.id,
            },
            expires: "2030-01-01T00:00:00.000Z",
        })
        .into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn login(mut session: AuthSession<Users>, Form(form): Form<LoginForm>) -> StatusCode {
    let Ok(Some(user)) = session.authenticate(form).await else {
        return StatusCode::UNAUTHORIZED;
    };
    match session.login(&user).await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The cookie of someone who has just signed in.
async fn sign_in(router: Router, email: &str) -> String {
    let request = Request::post("/login")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("email={email}")))
        .expect("a request");
    let answer = router.oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("text");
    cookie.split(';').next().unwrap_or_default().to_owned()
}
