//! The program of `macro_written`, written by hand: axum, jsonwebtoken and cookie.
//!
//! The same paths and the same session: a sign-in form, tokens against forged requests, a session
//! in a signed cookie that is renewed once a day, an endpoint that shows and updates it, and the
//! way out. The configuration comes from the same variables.

mod csrf;
mod page;
pub(crate) mod session;

use std::env;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use self::session::{Claims, Keys, Session};

const DEMO_EMAIL: &str = "ada@example.com";
const DEMO_PASSWORD: &str = "lovelace";

const PRIVATE: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "private, no-store")];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignInForm {
    csrf_token: String,
    callback_url: Option<String>,
    email: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignOutForm {
    csrf_token: String,
    callback_url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UpdateBody {
    csrf_token: String,
    data: Rename,
}

#[derive(Deserialize)]
struct Rename {
    name: String,
}

#[derive(Deserialize)]
struct SignInQuery {
    error: Option<String>,
}

/// There is one account.
fn authorize(form: &SignInForm) -> Option<Claims> {
    let password = form.password.as_bytes();
    let is_right = bool::from(password.ct_eq(DEMO_PASSWORD.as_bytes()));
    let id = "user-1815".to_owned();
    (is_right && form.email == DEMO_EMAIL).then(|| Claims {
        name: Some("Ada Lovelace".to_owned()),
        email: Some(form.email.clone()),
        picture: Some(
            "https://avatars.githubusercontent.com/u/18151815?s=96&v=4&size=64".to_owned(),
        ),
        sub: Some(id.clone()),
        id,
        iat: 0,
        exp: 0,
    })
}

async fn home(session: Option<Session>) -> impl IntoResponse {
    (PRIVATE, Html(page::home(session.as_ref()).into_string()))
}

async fn show(State(keys): State<Arc<Keys>>, headers: HeaderMap) -> Result<Response, StatusCode> {
    let Some(claims) = keys.read(&headers) else {
        return Ok((PRIVATE, Json(None::<Session>)).into_response());
    };
    let renewed = if session::is_due(&claims) {
        Some((header::SET_COOKIE, keys.write(claims.clone())?))
    } else {
        None
    };
    let session = Session::from(claims);
    Ok((PRIVATE, AppendHeaders(renewed), Json(session)).into_response())
}

async fn update(
    State(keys): State<Arc<Keys>>,
    headers: HeaderMap,
    Json(body): Json<UpdateBody>,
) -> Result<Response, StatusCode> {
    if !csrf::is_verified(&headers, &body.csrf_token) {
        return Err(StatusCode::FORBIDDEN);
    }
    let Some(mut claims) = keys.read(&headers) else {
        return Ok((PRIVATE, Json(None::<Session>)).into_response());
    };
    claims.name = Some(body.data.name);
    let renewed = [(header::SET_COOKIE, keys.write(claims.clone())?)];
    Ok((PRIVATE, renewed, Json(Session::from(claims))).into_response())
}

async fn csrf_token(headers: HeaderMap) -> Result<Response, StatusCode> {
    let (token, cookie) = csrf::token(&headers)?;
    let body = serde_json::json!({ "csrfToken": token });
    Ok((PRIVATE, AppendHeaders(cookie), Json(body)).into_response())
}

async fn sign_in_page(
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let (token, cookie) = csrf::token(&headers)?;
    let page = page::sign_in(&token, query.error.as_deref());
    Ok((PRIVATE, AppendHeaders(cookie), Html(page.into_string())).into_response())
}

async fn sign_in(
    State(keys): State<Arc<Keys>>,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response, StatusCode> {
    if !csrf::is_verified(&headers, &form.csrf_token) {
        return Ok(Redirect::to("/auth/signin?error=MissingCSRF").into_response());
    }
    let Some(claims) = authorize(&form) else {
        return Ok(Redirect::to("/auth/signin?error=CredentialsSignin").into_response());
    };
    let cookie = [(header::SET_COOKIE, keys.write(claims)?)];
    Ok((cookie, back(form.callback_url.as_deref())).into_response())
}

async fn sign_out_page(headers: HeaderMap) -> Result<Response, StatusCode> {
    let (token, cookie) = csrf::token(&headers)?;
    let page = page::sign_out(&token);
    Ok((PRIVATE, AppendHeaders(cookie), Html(page.into_string())).into_response())
}

async fn sign_out(headers: HeaderMap, Form(form): Form<SignOutForm>) -> Response {
    if !csrf::is_verified(&headers, &form.csrf_token) {
        return Redirect::to("/auth/signout").into_response();
    }
    let cookie = [(header::SET_COOKIE, session::delete())];
    (cookie, back(form.callback_url.as_deref())).into_response()
}

/// To a path of our own, so that nobody is sent elsewhere.
fn back(callback_url: Option<&str>) -> Redirect {
    let is_ours = |url: &&str| {
        url.starts_with('/')
            && !url[1..].starts_with(['/', '\\'])
            && !url.contains(char::is_control)
    };
    Redirect::to(callback_url.filter(is_ours).unwrap_or("/"))
}

/// The whole application.
pub(crate) fn router(keys: Arc<Keys>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/auth/session", get(show).post(update))
        .route("/auth/csrf", get(csrf_token))
        .route("/auth/signin", get(sign_in_page))
        .route("/auth/callback/credentials", post(sign_in))
        .route("/auth/signout", get(sign_out_page).post(sign_out))
        .with_state(keys)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let secret = env::var("AUTH_SECRET").or_else(|_| csrf::random())?;
    let port = env::var("PORT").map_or(Ok(3000), |port| port.parse())?;
    let keys = Arc::new(Keys::new(&secret));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("Open http://{}", listener.local_addr()?);
    println!("Sign in as {DEMO_EMAIL} with the password {DEMO_PASSWORD}");
    axum::serve(listener, router(keys)).await?;
    Ok(())
}
