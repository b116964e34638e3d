//! What becomes of the profile.

use serde_json::json;

use super::super::entry::Entry;
use super::super::fake::{
    self, Fake, Reply, answer, client, exchange_at, oidc, provider, redirect, sign,
};
use super::*;

#[tokio::test]
async fn what_the_token_lacks_is_asked_for() {
    fn sparse(url: &str) -> Reply {
        let mut claims = fake::claims(url);
        claims.as_object_mut().unwrap().remove("email");
        claims.as_object_mut().unwrap().remove("email_verified");
        Reply::json(&json!({ "access_token": "access", "id_token": sign(0, &claims) }))
    }
    type Case = (fn() -> Reply, Option<&'static str>);
    let cases: [Case; 3] = [
        (
            || Reply::json(&json!({ "sub": "1815", "email": "b@example.com", "name": "B" })),
            Some("b@example.com"),
        ),
        (
            || Reply::json(&json!({ "sub": "1816", "email": "b@example.com" })),
            None,
        ),
        (
            || Reply::with("500 Internal Server Error", "text/html", ""),
            None,
        ),
    ];
    for (reply, email) in cases {
        let fake = Fake::start(move |url, seen| match seen.target.as_str() {
            "POST /token" => sparse(url),
            "GET /userinfo" => reply(),
            _ => oidc(url, seen),
        })
        .await;
        let identity = exchange_at(&fake, answer("code")).await;
        let user = identity.map(|identity| identity.user);
        assert_eq!(
            user.as_ref().ok().and_then(|user| user.email.as_deref()),
            email
        );
        assert_eq!(
            user.ok().and_then(|user| user.name),
            email.map(|_| "Ada".to_owned())
        );
        let request = fake.seen("/userinfo").pop().unwrap();
        assert!(
            request
                .head
                .to_ascii_lowercase()
                .contains("authorization: bearer access")
        );
    }
}

#[tokio::test]
async fn an_oauth_profile_has_its_further_addresses() {
    let fake = Fake::start(|_, seen| match seen.target.as_str() {
        "POST /token" => Reply::json(&json!({
            "access_token": "access", "scope": ["a", "b"], "id_token": "anything",
        })),
        "GET /api/user" => Reply::json(&json!({ "id": 7, "name": "Ada" })),
        "GET /api/user/emails" => Reply::json(&json!([{ "email": "ada@example.com" }])),
        _ => Reply::with("403 Forbidden", "application/json", "{}"),
    })
    .await;
    let entry = Entry {
        issuer: "https://api.example",
        userinfo: "https://api.example/user",
        more: &[
            ("emails", "https://api.example/user/emails"),
            ("groups", "https://api.example/user/groups"),
            ("elsewhere", "https://elsewhere.example/"),
        ],
        ..Entry::OAUTH
    };
    let provider = provider(entry)
        .authorization(format!("{}/authorize", fake.url))
        .token(format!("{}/token", fake.url))
        .userinfo(format!("{}/api/user", fake.url));
    let answer = Answer {
        user: Some(r#"{"name":"Ada"}"#),
        nonce: None,
        // The entry's issuer is not that of these endpoints.
        iss: Some(&fake.url),
        ..answer("code")
    };
    let identity = client(provider)
        .exchange(answer, &redirect())
        .await
        .unwrap();
    assert_eq!(identity.user.id, "7");
    assert_eq!(identity.account.scope.as_deref(), Some("a b"));
    assert_eq!(identity.account.expires_at, None);
    // Nobody has verified it.
    assert!(identity.account.id_token.is_none());
    let profile = identity.profile;
    assert_eq!(
        profile.get("emails"),
        Some(&json!([{ "email": "ada@example.com" }]))
    );
    assert_eq!(profile.get("groups"), None);
    assert_eq!(profile.get("user"), Some(&json!({ "name": "Ada" })));
    // The access token went to no other host than was named.
    assert_eq!(profile.get("elsewhere"), None);
}

#[tokio::test]
async fn a_profile_without_a_usable_id_is_refused() {
    for (profile, is_accepted) in [
        (json!({ "id": "a".repeat(LONGEST_ID) }), true),
        (json!({ "id": "a".repeat(LONGEST_ID + 1) }), false),
        (json!({ "name": "Ada" }), false),
        (json!({ "id": "" }), false),
        (json!([]), false),
    ] {
        let fake = Fake::start(move |_, seen| match seen.target.as_str() {
            "POST /token" => Reply::json(&json!({ "access_token": "access" })),
            _ => Reply::json(&profile),
        })
        .await;
        let url = |path: &str| format!("{}{path}", fake.url);
        let provider = provider(Entry::OAUTH)
            .authorization(url("/authorize"))
            .token(url("/token"))
            .userinfo(url("/me"));
        let identity = client(provider).exchange(answer("code"), &redirect()).await;
        assert_eq!(identity.is_ok(), is_accepted);
    }
}

#[tokio::test]
async fn a_further_address_may_refuse_but_not_fail() {
    for (status, is_accepted) in [
        ("401 Unauthorized", true),
        ("403 Forbidden", true),
        ("404 Not Found", true),
        ("429 Too Many Requests", false),
        ("500 Internal Server Error", false),
        ("200 OK", false),
    ] {
        let fake = Fake::start(move |_, seen| match seen.target.as_str() {
            "POST /token" => Reply::json(&json!({ "access_token": "access" })),
            "GET /user" => Reply::json(&json!({ "id": 7 })),
            _ => Reply::with(status, "text/html", "<p>"),
        })
        .await;
        let entry = Entry {
            userinfo: "https://api.example/user",
            more: &[("emails", "https://api.example/user/emails")],
            ..Entry::OAUTH
        };
        let url = |path: &str| format!("{}{path}", fake.url);
        let provider = provider(entry)
            .authorization(url("/authorize"))
            .token(url("/token"))
            .userinfo(url("/user"));
        let identity = client(provider).exchange(answer("code"), &redirect()).await;
        let error = identity.err();
        assert_eq!(error.is_none(), is_accepted, "{status}");
        assert!(error.is_none_or(|error| error.is_unavailable()), "{status}");
    }
}
