//! The profile at the provider's userinfo endpoint (OpenID Connect Core section 5.3), and what
//! providers of OAuth 2 have in its place.

use http::StatusCode;
use serde_json::{Map, Value};
use url::Url;

use super::OAuthError;
use super::http::Http;
use super::setup::Setup;

/// The longest `user` field of a posted answer that is read, in bytes.
const LONGEST_USER: usize = 4 * 1024;

/// Adds what the entry's further addresses say, each under its name.
///
/// What the user or the application's settings keep from it is left out. Another failure is one of
/// the sign-in, as with [`complete`].
pub(super) async fn add_more(
    http: &Http,
    setup: &Setup,
    access_token: &str,
    profile: &mut Map<String, Value>,
) -> Result<(), OAuthError> {
    for (name, url) in &setup.more {
        match http.get(url, Some(access_token)).await {
            Ok(value) => {
                profile.insert((*name).to_owned(), value);
            }
            Err(error) if is_withheld(&error) => {
                tracing::warn!(provider = setup.id, %error, "the profile lacks `{name}`");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether the provider says that this is not for us.
fn is_withheld(error: &OAuthError) -> bool {
    const WITHHELD: [StatusCode; 3] = [
        StatusCode::UNAUTHORIZED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
    ];
    matches!(error, OAuthError::Status { status, .. } if WITHHELD.contains(status))
}

/// Whether the claims lack what was asked for, so that it has to be at the userinfo endpoint: that is
/// where it is unless the provider does more than it must (OpenID Connect Core section 5.4).
pub(super) fn is_needed(setup: &Setup, claims: &Map<String, Value>) -> bool {
    let asked = |word: &str| setup.scope.split(' ').any(|scope| scope == word);
    (asked("profile") && is_absent(claims, "name"))
        || (asked("email") && is_absent(claims, "email"))
}

/// Adds the claims of the userinfo endpoint that the identity token lacks.
///
/// A failure is one of the sign-in: a user who is stored without the address that others are found
/// by stays without it, while a sign-in that is tried again has everything.
pub(super) async fn complete(
    http: &Http,
    url: &Url,
    access_token: &str,
    claims: &mut Map<String, Value>,
) -> Result<(), OAuthError> {
    let found = http.get_object(url, Some(access_token)).await?;
    merge(claims, found)
}

fn merge(claims: &mut Map<String, Value>, found: Map<String, Value>) -> Result<(), OAuthError> {
    if found
        .get("sub")
        .is_none_or(|sub| claims.get("sub") != Some(sub))
    {
        return Err(OAuthError::Profile("its `sub` is not the identity token's"));
    }
    // Whether an address is verified is said of the address beside it, and of no other.
    let has_email = !is_absent(claims, "email");
    if !has_email {
        claims.remove("email_verified");
    }
    let is_same_email = claims.get("email") == found.get("email");
    for (name, value) in found {
        let is_of_another = name == "email_verified" && has_email && !is_same_email;
        if is_absent(claims, &name) && !is_of_another {
            claims.insert(name, value);
        }
    }
    Ok(())
}

/// Adds Apple's form field, which has the user's name on the very first sign-in and never again.
pub(super) fn add_user(profile: &mut Map<String, Value>, user: Option<&str>) {
    let Some(user) = user else { return };
    // The field is signed by nobody, so it stands for nothing that the provider says itself.
    if profile.contains_key("user") {
        return;
    }
    let parsed = (user.len() <= LONGEST_USER)
        .then(|| serde_json::from_str::<Map<String, Value>>(user).ok())
        .flatten();
    match parsed {
        Some(user) => {
            profile.insert("user".to_owned(), Value::Object(user));
        }
        None => tracing::warn!("the `user` of the answer is no small JSON object, and is left out"),
    }
}

fn is_absent(claims: &Map<String, Value>, name: &str) -> bool {
    claims.get(name).is_none_or(Value::is_null)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(object) => object,
            other => panic!("{other} is no object"),
        }
    }

    #[test]
    fn the_form_field_takes_no_place_of_a_claim() {
        for (profile, user, left) in [
            (json!({}), r#"{"id":"2"}"#, json!({ "user": { "id": "2" } })),
            (
                json!({ "user": { "id": "1" } }),
                r#"{"id":"2"}"#,
                json!({ "user": { "id": "1" } }),
            ),
            (json!({}), "[]", json!({})),
        ] {
            let mut profile = object(profile);
            add_user(&mut profile, Some(user));
            assert_eq!(Value::Object(profile), left, "{user}");
        }
    }

    #[test]
    fn the_identity_token_comes_first() {
        for (claims, found, merged) in [
            (
                json!({ "sub": "1", "name": "a", "nickname": null }),
                json!({ "sub": "1", "name": "b", "nickname": "c", "picture": "d" }),
                json!({ "sub": "1", "name": "a", "nickname": "c", "picture": "d" }),
            ),
            // A verified address vouches for no other one.
            (
                json!({ "sub": "1", "email": "a@example.com" }),
                json!({ "sub": "1", "email": "b@example.com", "email_verified": true }),
                json!({ "sub": "1", "email": "a@example.com" }),
            ),
            (
                json!({ "sub": "1", "email": "a@example.com" }),
                json!({ "sub": "1", "email": "a@example.com", "email_verified": true }),
                json!({ "sub": "1", "email": "a@example.com", "email_verified": true }),
            ),
            (
                json!({ "sub": "1", "email_verified": true }),
                json!({ "sub": "1", "email": "b@example.com" }),
                json!({ "sub": "1", "email": "b@example.com" }),
            ),
        ] {
            let mut claims = object(claims);
            merge(&mut claims, object(found)).unwrap();
            assert_eq!(Value::Object(claims), merged);
        }
    }

    #[test]
    fn another_subject_is_refused() {
        for (claims, found) in [
            (json!({ "sub": "1" }), json!({ "sub": "2", "name": "b" })),
            (json!({ "sub": "1" }), json!({ "name": "b" })),
            (json!({ "sub": "1" }), json!({ "sub": 1 })),
            (json!({}), json!({})),
        ] {
            let mut merged = object(claims.clone());
            assert!(merge(&mut merged, object(found)).is_err());
            assert_eq!(Value::Object(merged), claims);
        }
    }

    #[test]
    fn the_form_field_is_a_small_object() {
        let large = format!("{{\"name\":\"{}\"}}", "a".repeat(LONGEST_USER));
        for (user, added) in [
            (Some(r#"{"name":{"firstName":"Ada"}}"#), true),
            (Some(large.as_str()), false),
            (Some("\"Ada\""), false),
            (Some("{"), false),
            (None, false),
        ] {
            let mut profile = Map::new();
            add_user(&mut profile, user);
            assert_eq!(profile.contains_key("user"), added, "{user:?}");
        }
    }
}
