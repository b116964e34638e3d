use axum::Json;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::Endpoint;
use super::behaviour::merge;
use super::desk::Desk;

/// What a client has to know (OpenID Connect Discovery section 3, RFC 9207 section 3).
pub(super) fn answer(desk: &Desk) -> Response {
    let url = |endpoint: Endpoint| format!("{}{}", desk.issuer, endpoint.path());
    let mut metadata = json!({
        "issuer": desk.issuer,
        "authorization_endpoint": url(Endpoint::Authorization),
        "token_endpoint": url(Endpoint::Token),
        "userinfo_endpoint": url(Endpoint::Userinfo),
        "jwks_uri": url(Endpoint::Keys),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "form_post"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    });
    merge(&mut metadata, &desk.behaviour.metadata);
    Json(metadata).into_response()
}

/// The public keys.
pub(super) fn keys(desk: &Desk) -> Response {
    let keys = desk.behaviour.keys.iter().map(|key| key.public());
    let keys: Vec<Value> = keys.collect();
    Json(json!({ "keys": keys })).into_response()
}
