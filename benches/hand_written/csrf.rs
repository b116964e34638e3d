//! Tokens against forged requests: the same value in a form and in a cookie.

use axum::http::header::{HeaderName, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use subtle::ConstantTimeEq as _;

use super::session::{MAX_AGE, find, set_cookie};

const CSRF_COOKIE: &str = "authjs.csrf-token";

/// The browser's token, and the cookie if it has none yet.
pub(crate) fn token(
    headers: &HeaderMap,
) -> Result<(String, Option<(HeaderName, String)>), StatusCode> {
    let found = find(headers, CSRF_COOKIE);
    if let Some(cookie) = found.filter(|cookie| is_token(cookie.value())) {
        return Ok((cookie.value().to_owned(), None));
    }
    let token = random().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let cookie = set_cookie(CSRF_COOKIE, token.clone(), MAX_AGE);
    Ok((token, Some((SET_COOKIE, cookie))))
}

pub(crate) fn is_verified(headers: &HeaderMap, submitted: &str) -> bool {
    find(headers, CSRF_COOKIE).is_some_and(|cookie| {
        is_token(submitted) && bool::from(submitted.as_bytes().ct_eq(cookie.value().as_bytes()))
    })
}

pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

fn is_token(token: &str) -> bool {
    token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit())
}
