use axum::Json;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::form_urlencoded;

use super::behaviour::merge;
use super::desk::{Desk, Grant};
use super::{CLIENT_ID, CLIENT_SECRET, Received};
use crate::forge::base64;

/// An error of RFC 6749 section 5.2.
type Refusal = (StatusCode, &'static str);

const INVALID_GRANT: Refusal = (StatusCode::BAD_REQUEST, "invalid_grant");

/// Tokens for a code, or for a refresh token, which is good once.
pub(super) fn answer(desk: &mut Desk, received: &Received) -> Response {
    match tokens(desk, received) {
        Ok(tokens) => Json(tokens).into_response(),
        Err((status, error)) => (status, Json(json!({ "error": error }))).into_response(),
    }
}

fn tokens(desk: &mut Desk, received: &Received) -> Result<Value, Refusal> {
    if client(received) != Some((CLIENT_ID.to_owned(), CLIENT_SECRET.to_owned())) {
        return Err((StatusCode::UNAUTHORIZED, "invalid_client"));
    }
    let is_new = match received.field("grant_type") {
        "authorization_code" => true,
        "refresh_token" => false,
        _ => return Err((StatusCode::BAD_REQUEST, "unsupported_grant_type")),
    };
    let grant = if is_new {
        of_code(desk, received)?
    } else {
        let grant = desk.refresh_tokens.remove(received.field("refresh_token"));
        grant.ok_or(INVALID_GRANT)?
    };
    let (access_token, refresh_token) = (desk.issue(), desk.issue());
    let ends = desk.now() + desk.behaviour.lifetime;
    desk.access_tokens.insert(access_token.clone(), ends);
    let mut tokens = json!({
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": desk.behaviour.lifetime,
        "refresh_token": refresh_token,
        "scope": grant.scope,
    });
    if is_new && grant.scope.split(' ').any(|scope| scope == "openid") {
        tokens["id_token"] = id_token(desk, &grant).into();
    }
    desk.refresh_tokens.insert(refresh_token, grant);
    merge(&mut tokens, &desk.behaviour.tokens);
    Ok(tokens)
}

/// Who the client says it is, in the header or in the form (RFC 6749 section 2.3.1).
fn client(received: &Received) -> Option<(String, String)> {
    if received.authorization.is_empty() {
        let field = |name| received.field(name).to_owned();
        return Some((field("client_id"), field("client_secret")));
    }
    let credentials = received.authorization.strip_prefix("Basic ")?;
    let credentials = String::from_utf8(BASE64.decode(credentials).ok()?).ok()?;
    let (id, secret) = credentials.split_once(':')?;
    Some((unescape(id)?, unescape(secret)?))
}

fn unescape(text: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(text.as_bytes());
    Some(pairs.next()?.0.into_owned())
}

/// A code is good once, for the client that asked, and with the verifier of its challenge (RFC 7636 section 4.6).
fn of_code(desk: &mut Desk, received: &Received) -> Result<Grant, Refusal> {
    let grant = desk.codes.remove(received.field("code"));
    let grant = grant.ok_or(INVALID_GRANT)?;
    let verifier = received.field("code_verifier");
    let is_right = grant.redirect_uri == received.field("redirect_uri")
        && grant.challenge == base64(Sha256::digest(verifier));
    if is_right {
        Ok(grant)
    } else {
        Err(INVALID_GRANT)
    }
}

/// What the provider asserts (OpenID Connect Core section 2).
fn id_token(desk: &mut Desk, grant: &Grant) -> String {
    let behaviour = &desk.behaviour;
    let mut claims = if behaviour.tells_in_id_token {
        behaviour.user.clone()
    } else {
        json!({ "sub": behaviour.user["sub"] })
    };
    claims["iss"] = desk.issuer.clone().into();
    claims["aud"] = CLIENT_ID.into();
    claims["iat"] = desk.now().into();
    claims["exp"] = (desk.now() + 300).into();
    claims["nonce"] = grant.nonce.clone().into();
    merge(&mut claims, &behaviour.id_token);
    let token = behaviour.signature.token(&claims);
    desk.issued.push(token.clone());
    token
}
