use axum::Json;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};

use super::Received;
use super::behaviour::merge;
use super::desk::Desk;

/// The claims about the user (OpenID Connect Core section 5.3.2).
pub(super) fn answer(desk: &Desk, received: &Received) -> Response {
    if !is_allowed(desk, received) {
        return refused();
    }
    let mut claims = desk.behaviour.user.clone();
    merge(&mut claims, &desk.behaviour.userinfo);
    Json(claims).into_response()
}

/// A list beside them.
pub(super) fn emails(desk: &Desk, received: &Received) -> Response {
    if !is_allowed(desk, received) {
        return refused();
    }
    Json(desk.behaviour.emails.clone()).into_response()
}

/// Whether the request has an access token that is still good (RFC 6750 section 2.1).
fn is_allowed(desk: &Desk, received: &Received) -> bool {
    let token = received.authorization.strip_prefix("Bearer ");
    let ends = token.and_then(|token| desk.access_tokens.get(token));
    ends.is_some_and(|ends| desk.now() < *ends)
}

fn refused() -> Response {
    let challenge = r#"Bearer error="invalid_token""#;
    let headers = [(header::WWW_AUTHENTICATE, challenge)];
    (StatusCode::UNAUTHORIZED, headers).into_response()
}
