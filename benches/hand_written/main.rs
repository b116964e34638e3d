//! The program of the quickstart, written by hand: axum, jsonwebtoken and cookie.
//!
//! The same paths and the same session: a sign-in form, tokens against forged requests, a session
//! in a signed cookie that is renewed once a day, the session endpoint, and the way out.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use cookie::{Cookie, SameSite};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

const SESSION_COOKIE: &str = "authjs.session-token";
const CSRF_COOKIE: &str = "authjs.csrf-token";
const MAX_AGE: i64 = 30 * 24 * 60 * 60;
const UPDATE_AGE: i64 = 24 * 60 * 60;

struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

#[derive(Clone, Serialize, Deserialize)]
struct Claims {
    name: Option<String>,
    email: Option<String>,
    picture: Option<String>,
    sub: Option<String>,
    id: String,
    iat: i64,
    exp: i64,
}

#[derive(Serialize)]
struct Session {
    user: SessionUser,
    expires: String,
}

#[derive(Serialize)]
struct SessionUser {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignInForm {
    csrf_token: String,
    callback_url: Option<String>,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignOutForm {
    csrf_token: String,
    callback_url: Option<String>,
}

#[derive(Deserialize)]
struct SignInQuery {
    error: Option<String>,
}

impl From<Claims> for Session {
    fn from(claims: Claims) -> Self {
        let expires = OffsetDateTime::from_unix_timestamp(claims.exp);
        let expires = expires.unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Self {
            user: SessionUser {
                name: claims.name,
                email: claims.email,
                image: claims.picture,
                id: claims.id,
            },
            expires: expires.format(&Rfc3339).unwrap_or_default(),
        }
    }
}

impl Keys {
    fn new(secret: &str) -> Self {
        Self {
            encoding: EncodingKey::from_secret(secret.as_bytes()),
            decoding: DecodingKey::from_secret(secret.as_bytes()),
            validation: Validation::new(Algorithm::HS256),
        }
    }

    fn read(&self, headers: &HeaderMap) -> Option<Claims> {
        let token = find(headers, SESSION_COOKIE)?;
        let data = jsonwebtoken::decode(&token, &self.decoding, &self.validation).ok()?;
        Some(data.claims)
    }

    fn write(&self, mut claims: Claims) -> Result<String, StatusCode> {
        claims.iat = now();
        claims.exp = claims.iat + MAX_AGE;
        jsonwebtoken::encode(&Header::default(), &claims, &self.encoding)
            .map(|token| set_cookie(SESSION_COOKIE, token, MAX_AGE))
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl FromRequestParts<Arc<Keys>> for Session {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, keys: &Arc<Keys>) -> Result<Self, Response> {
        let claims = keys.read(&parts.headers);
        claims.map(Session::from).ok_or_else(|| {
            let body = serde_json::json!({ "error": "Unauthorized", "message": "Sign in first." });
            (StatusCode::UNAUTHORIZED, Json(body)).into_response()
        })
    }
}

async fn me(session: Session) -> Json<Session> {
    Json(session)
}

async fn session(
    State(keys): State<Arc<Keys>>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let private = [(header::CACHE_CONTROL, "private, no-cache, no-store")];
    let Some(claims) = keys.read(&headers) else {
        return Ok((private, Json(None::<Session>)).into_response());
    };
    let mut renewed = None;
    if now() - claims.iat >= UPDATE_AGE {
        renewed = Some((header::SET_COOKIE, keys.write(claims.clone())?));
    }
    let session = Session::from(claims);
    Ok((private, AppendHeaders(renewed), Json(session)).into_response())
}

async fn csrf(headers: HeaderMap) -> Result<Response, StatusCode> {
    let (token, cookie) = csrf_token(&headers)?;
    let body = serde_json::json!({ "csrfToken": token });
    Ok((AppendHeaders(cookie), Json(body)).into_response())
}

async fn sign_in_page(
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let (token, cookie) = csrf_token(&headers)?;
    let message = match query.error.as_deref() {
        Some("CredentialsSignin") => "<p role=\"alert\">This did not work. Try again.</p>",
        Some(_) => "<p role=\"alert\">Something went wrong. Try again.</p>",
        None => "",
    };
    let page = page(
        "Sign in",
        &format!(
            r#"{message}<form method="post" action="/auth/callback/credentials">
<input type="hidden" name="csrfToken" value="{token}">
<label>Name <input name="name" required></label>
<button>Sign in</button></form>"#
        ),
    );
    Ok((AppendHeaders(cookie), page).into_response())
}

async fn sign_in(
    State(keys): State<Arc<Keys>>,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response, StatusCode> {
    if !is_verified(&headers, &form.csrf_token) {
        return Ok(Redirect::to("/auth/signin?error=MissingCSRF").into_response());
    }
    let Some(claims) = authorize(form.name) else {
        return Ok(Redirect::to("/auth/signin?error=CredentialsSignin").into_response());
    };
    let cookie = [(header::SET_COOKIE, keys.write(claims)?)];
    Ok((cookie, back(form.callback_url.as_deref())).into_response())
}

async fn sign_out_page(headers: HeaderMap) -> Result<Response, StatusCode> {
    let (token, cookie) = csrf_token(&headers)?;
    let page = page(
        "Sign out",
        &format!(
            r#"<form method="post"><input type="hidden" name="csrfToken" value="{token}">
<button>Sign out</button></form>"#
        ),
    );
    Ok((AppendHeaders(cookie), page).into_response())
}

async fn sign_out(headers: HeaderMap, Form(form): Form<SignOutForm>) -> Response {
    if !is_verified(&headers, &form.csrf_token) {
        return Redirect::to("/auth/signout").into_response();
    }
    let cookie = [(
        header::SET_COOKIE,
        set_cookie(SESSION_COOKIE, String::new(), 0),
    )];
    (cookie, back(form.callback_url.as_deref())).into_response()
}

/// Anybody may come in here; a real application asks a database.
fn authorize(name: String) -> Option<Claims> {
    if name.is_empty() {
        return None;
    }
    let id = format!("id-of-{name}");
    Some(Claims {
        email: Some(format!("{}@example.com", name.to_lowercase())),
        picture: Some(format!("https://avatars.example.com/u/{name}?v=4")),
        name: Some(name),
        sub: Some(id.clone()),
        id,
        iat: 0,
        exp: 0,
    })
}

/// The browser's token against forged requests, and the cookie if it has none yet.
fn csrf_token(
    headers: &HeaderMap,
) -> Result<(String, Option<(header::HeaderName, String)>), StatusCode> {
    if let Some(token) = find(headers, CSRF_COOKIE).filter(|token| is_token(token)) {
        return Ok((token, None));
    }
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let token = format!("{:032x}", u128::from_be_bytes(bytes));
    let cookie = set_cookie(CSRF_COOKIE, token.clone(), MAX_AGE);
    Ok((token, Some((header::SET_COOKIE, cookie))))
}

/// It is written into a page, so it must not be just anything.
fn is_token(token: &str) -> bool {
    token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_verified(headers: &HeaderMap, submitted: &str) -> bool {
    is_token(submitted) && find(headers, CSRF_COOKIE).as_deref() == Some(submitted)
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

fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

fn set_cookie(name: &'static str, value: String, seconds: i64) -> String {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(seconds))
        .to_string()
}

fn page(title: &str, body: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>body{{font:1rem system-ui;margin:4rem auto;max-width:20rem}}</style></head>\
         <body><h1>{title}</h1>{body}</body></html>"
    ))
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().cast_signed())
}

/// The whole application.
pub fn router(secret: &str) -> Router {
    let keys = Arc::new(Keys::new(secret));
    Router::new()
        .route("/", get(me))
        .route("/auth/session", get(session))
        .route("/auth/csrf", get(csrf))
        .route("/auth/signin", get(sign_in_page))
        .route("/auth/callback/credentials", post(sign_in))
        .route("/auth/signout", get(sign_out_page).post(sign_out))
        .with_state(keys)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("Sign in at http://127.0.0.1:3000/auth/signin");
    axum::serve(listener, router("an example secret, 32 bytes or more")).await?;
    Ok(())
}
