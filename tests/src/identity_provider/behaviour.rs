use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Endpoint, Key, Reply, Signature};

/// What the provider does. It begins as one that does everything right.
///
/// What is merged is an object: a member of it replaces the one of its name, and `null` takes it out.
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// Who signs in: the claims of the user.
    pub user: Value,
    /// Whether the identity token has all of them, and not only `sub`.
    ///
    /// Without it they are at the userinfo endpoint, as with a provider that asks for
    /// `response_type=code` and does what the standard says (OpenID Connect Core section 5.4).
    pub tells_in_id_token: bool,
    /// Merged into the metadata (OpenID Connect Discovery section 3).
    pub metadata: Value,
    /// The keys that are published.
    pub keys: Vec<Key>,
    /// Merged into what the browser is sent back with (RFC 6749 section 4.1.2).
    pub answer: Value,
    /// Merged into the answer of the token endpoint (RFC 6749 section 5.1).
    pub tokens: Value,
    /// Merged into the identity token's claims.
    pub id_token: Value,
    /// Who signs the identity token.
    pub signature: Signature,
    /// Merged into what the userinfo endpoint says.
    pub userinfo: Value,
    /// What the address beside the userinfo endpoint says, as GitHub's list of addresses.
    pub emails: Value,
    /// For how many seconds an access token is good.
    pub lifetime: i64,
    /// Endpoints that do something else.
    pub replies: BTreeMap<Endpoint, Reply>,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            user: json!({
                "sub": "1815",
                "name": "Ada Lovelace",
                "nickname": "ada",
                "email": "ada@example.com",
                "email_verified": true,
                "picture": "https://example.com/ada.png",
            }),
            tells_in_id_token: false,
            metadata: json!({}),
            keys: vec![Key::First],
            answer: json!({}),
            tokens: json!({}),
            id_token: json!({}),
            signature: Signature::By(Key::First),
            userinfo: json!({}),
            emails: json!([]),
            lifetime: 3600,
            replies: BTreeMap::new(),
        }
    }
}

/// Replaces members of an object; `null` takes one out.
pub(super) fn merge(object: &mut Value, changes: &Value) {
    for (name, value) in changes.as_object().unwrap() {
        object[name] = value.clone();
    }
    let members = object.as_object_mut().unwrap();
    members.retain(|_, value| !value.is_null());
}
