use serde_json::json;

use super::super::entry::Entry;
use super::super::fake::{self, Fake, NOW, Reply, clock, http, oidc, provider, sign};
use super::*;

/// A refresher of the provider there, as a builder would connect it.
fn refresher(fake: &Fake) -> Refresher {
    let provider = provider(Entry::OIDC).issuer(&fake.url);
    let refresher = provider.refresher();
    let client = OAuthClient::new(provider.check().unwrap(), http(), &clock());
    refresher.connect(&client);
    refresher
}

#[tokio::test]
async fn new_tokens_come_with_what_the_provider_says_of_them() {
    let fake = Fake::start(|url, seen| match seen.target.as_str() {
        "POST /token" if seen.body.contains("rotating") => Reply::json(&json!({
            "access_token": "new", "refresh_token": "next", "expires_in": 60, "scope": "a b",
            "id_token": sign(0, &fake::claims(url)),
        })),
        // The key is not the provider's.
        "POST /token" => Reply::json(&json!({
            "access_token": "new", "id_token": sign(1, &fake::claims(url)),
        })),
        _ => oidc(url, seen),
    })
    .await;
    let refresher = refresher(&fake);
    let tokens = refresher.refresh("rotating").await.unwrap();
    assert_eq!(tokens.access_token.expose_secret(), "new");
    assert_eq!(tokens.refresh_token.expose_secret(), "next");
    assert_eq!(tokens.expires_at.unwrap().unix_seconds(), NOW + 60);
    assert_eq!(tokens.scope.as_deref(), Some("a b"));
    assert!(tokens.id_token.is_some());
    assert!(!format!("{tokens:?} {refresher:?}").contains("next"));

    let tokens = refresher.refresh("standing").await.unwrap();
    assert_eq!(tokens.refresh_token.expose_secret(), "standing");
    assert_eq!(tokens.expires_at, None);
    assert!(tokens.id_token.is_none());

    let body = &fake.seen("/token")[0].body;
    assert!(body.contains("grant_type=refresh_token") && body.contains("refresh_token=rotating"));
}

#[tokio::test]
async fn errors_say_whether_the_session_can_go_on() {
    for (status, body, error) in [
        (
            "400 Bad Request",
            r#"{"error":"invalid_grant"}"#,
            RefreshError::Revoked,
        ),
        (
            "200 OK",
            r#"{"error":"bad_refresh_token"}"#,
            RefreshError::Revoked,
        ),
        (
            "401 Unauthorized",
            r#"{"error":"invalid_client"}"#,
            RefreshError::Refused,
        ),
        (
            "400 Bad Request",
            r#"{"status":400,"message":"Invalid refresh token"}"#,
            RefreshError::Revoked,
        ),
        (
            "401 Unauthorized",
            r#"{"error":"expired"}"#,
            RefreshError::Revoked,
        ),
        (
            "403 Forbidden",
            r#"{"status":403,"message":"invalid client secret"}"#,
            RefreshError::Refused,
        ),
        (
            "400 Bad Request",
            r#"{"error":"unauthorized_client"}"#,
            RefreshError::Refused,
        ),
        ("200 OK", r#"{"error":"odd"}"#, RefreshError::Refused),
        (
            "400 Bad Request",
            r#"{"error":"temporarily_unavailable"}"#,
            RefreshError::Unavailable,
        ),
        (
            "500 Internal Server Error",
            r#"{"error":"invalid_grant"}"#,
            RefreshError::Unavailable,
        ),
        ("429 Too Many Requests", "", RefreshError::Unavailable),
        ("200 OK", "<p>", RefreshError::Unavailable),
        ("200 OK", "{}", RefreshError::Unavailable),
    ] {
        let fake = Fake::start(move |url, seen| match seen.target.as_str() {
            "POST /token" => Reply::with(status, "application/json", body),
            _ => oidc(url, seen),
        })
        .await;
        let refreshed = refresher(&fake).refresh("token").await;
        assert_eq!(refreshed.err(), Some(error), "{status} {body}");
    }
}

#[tokio::test]
async fn nothing_is_asked_for_without_a_refresh_token() {
    let fake = Fake::start(oidc).await;
    let refreshed = refresher(&fake).refresh("").await;
    assert_eq!(refreshed.err(), Some(RefreshError::Revoked));
    assert!(fake.seen("/token").is_empty());
}

#[tokio::test]
async fn before_the_provider_is_built_there_is_an_error() {
    let provider = provider(Entry::OIDC).issuer("http://127.0.0.1:9");
    let early = provider.refresher();
    assert_eq!(
        early.refresh("token").await.err(),
        Some(RefreshError::NotBuilt)
    );
    // Another id is another provider, also of one that was cloned.
    let other = provider.clone().id("other");
    let late = other.refresher();
    other.build(&clock()).unwrap();
    assert_eq!(
        early.refresh("token").await.err(),
        Some(RefreshError::NotBuilt)
    );
    assert_eq!(
        late.refresh("token").await.err(),
        Some(RefreshError::Unavailable)
    );
    provider.build(&clock()).unwrap();
    assert_eq!(
        early.refresh("token").await.err(),
        Some(RefreshError::Unavailable)
    );
}
