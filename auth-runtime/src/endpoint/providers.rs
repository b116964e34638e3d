use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::{Map, Value, json};

use super::incoming::Incoming;
use super::response;

/// `GET /providers`: the ways to sign in, by their ids.
pub(super) fn get(incoming: &Incoming<'_>) -> Response<Bytes> {
    let providers: Map<String, Value> = incoming
        .core()
        .providers
        .iter()
        .map(|provider| {
            let id = &provider.id;
            let entry = json!({
                "id": id,
                "name": provider.name,
                "type": provider.method.r#type().as_str(),
                "signinUrl": incoming.endpoint(&format!("signin/{id}")).as_str(),
                "callbackUrl": incoming.endpoint(&format!("callback/{id}")).as_str(),
            });
            (id.clone(), entry)
        })
        .collect();
    response::json(StatusCode::OK, Value::Object(providers).to_string())
}
