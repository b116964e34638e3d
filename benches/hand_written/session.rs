//! The session, and the token that holds it.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Json;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cookie::{Cookie, SameSite};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

const SESSION_COOKIE: &str = "authjs.session-token";
pub(crate) const MAX_AGE: i64 = 30 * 24 * 60 * 60;
const UPDATE_AGE: i64 = 24 * 60 * 60;

pub(crate) struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) picture: Option<String>,
    pub(crate) sub: Option<String>,
    pub(crate) id: String,
    pub(crate) iat: i64,
    pub(crate) exp: i64,
}

#[derive(Serialize)]
pub(crate) struct Session {
    pub(crate) user: SessionUser,
    pub(crate) expires: String,
}

#[derive(Serialize)]
pub(crate) struct SessionUser {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) image: Option<String>,
    pub(crate) id: String,
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
    pub(crate) fn new(secret: &str) -> Self {
        Self {
            encoding: EncodingKey::from_secret(secret.as_bytes()),
            decoding: DecodingKey::from_secret(secret.as_bytes()),
            validation: Validation::new(Algorithm::HS256),
        }
    }

    pub(crate) fn read(&self, headers: &HeaderMap) -> Option<Claims> {
        let token = find(headers, SESSION_COOKIE)?;
        let data = jsonwebtoken::decode(token.value(), &self.decoding, &self.validation).ok()?;
        Some(data.claims)
    }

    pub(crate) fn write(&self, mut claims: Claims) -> Result<String, StatusCode> {
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
        claims.map(Self::from).ok_or_else(|| {
            let body = serde_json::json!({ "error": "Unauthorized", "message": "Sign in first." });
            (StatusCode::UNAUTHORIZED, Json(body)).into_response()
        })
    }
}

impl OptionalFromRequestParts<Arc<Keys>> for Session {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        keys: &Arc<Keys>,
    ) -> Result<Option<Self>, Response> {
        Ok(keys.read(&parts.headers).map(Self::from))
    }
}

pub(crate) fn is_due(claims: &Claims) -> bool {
    now() - claims.iat >= UPDATE_AGE
}

pub(crate) fn delete() -> String {
    set_cookie(SESSION_COOKIE, String::new(), 0)
}

pub(crate) fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<Cookie<'a>> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
}

pub(crate) fn set_cookie(name: &'static str, value: String, seconds: i64) -> String {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(seconds))
        .to_string()
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().cast_signed())
}
