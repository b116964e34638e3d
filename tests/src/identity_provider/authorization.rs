use std::fmt::Write as _;

use axum::response::{Html, IntoResponse as _, Response};
use http::{StatusCode, header};
use serde_json::{Value, json};
use url::Url;

use super::behaviour::merge;
use super::desk::{Desk, Grant};
use super::{CLIENT_ID, Received};

/// Sends the browser back at once: the user is known and has nothing to say.
pub(super) fn answer(desk: &mut Desk, received: &Received) -> Response {
    let redirect_uri = received.field("redirect_uri");
    let (CLIENT_ID, Ok(mut target)) = (received.field("client_id"), redirect_uri.parse::<Url>())
    else {
        // The browser is not sent to whom the provider does not know (RFC 6749 section 4.1.2.1).
        return (StatusCode::BAD_REQUEST, "unknown client").into_response();
    };
    let mut answer = code(desk, received);
    answer["state"] = received.field("state").into();
    answer["iss"] = desk.issuer.clone().into();
    merge(&mut answer, &desk.behaviour.answer);
    let fields = answer.as_object().unwrap().iter();
    let fields = fields.map(|(name, value)| (&**name, value.as_str().unwrap()));
    if received.field("response_mode") == "form_post" {
        return form(&target, fields);
    }
    target.query_pairs_mut().extend_pairs(fields);
    (StatusCode::FOUND, [(header::LOCATION, target.as_str())]).into_response()
}

/// A code, or what is wrong with the question (RFC 6749 section 4.1.2.1, RFC 7636 section 4.4.1).
fn code(desk: &mut Desk, received: &Received) -> Value {
    let challenge = received.field("code_challenge");
    let is_right = received.field("response_type") == "code"
        && received.field("code_challenge_method") == "S256"
        && challenge.len() == 43;
    if !is_right {
        return json!({ "error": "invalid_request" });
    }
    let nonce = received.field("nonce");
    let grant = Grant {
        redirect_uri: received.field("redirect_uri").to_owned(),
        challenge: challenge.to_owned(),
        nonce: (!nonce.is_empty()).then(|| nonce.to_owned()),
        scope: received.field("scope").to_owned(),
    };
    let code = desk.issue();
    desk.codes.insert(code.clone(), grant);
    json!({ "code": code })
}

/// A page that posts itself (OAuth 2.0 Form Post Response Mode).
fn form<'a>(target: &Url, fields: impl Iterator<Item = (&'a str, &'a str)>) -> Response {
    let mut page = format!(r#"<form method="post" action="{target}">"#);
    for (name, value) in fields {
        let value = value.replace('&', "&amp;").replace('"', "&quot;");
        write!(
            page,
            r#"<input type="hidden" name="{name}" value="{value}">"#
        )
        .unwrap();
    }
    Html(page + "</form>").into_response()
}
