use std::collections::HashMap;

use base64::Engine as _;
use serde_json::json;

use super::super::entry::{ClientAuth, Entry};
use super::super::fake::{
    Fake, NOW, Reply, answer, client, exchange_at, metadata, oidc, provider, redirect,
};
use super::*;
use crate::{ProviderType, Secret};

fn form(body: &str) -> HashMap<String, String> {
    url::form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect()
}

#[tokio::test]
async fn a_code_becomes_an_identity() {
    let fake = Fake::start(oidc).await;
    let client = client(
        provider(Entry::OIDC)
            .issuer(&fake.url)
            .client("cl:ient", "a secret+"),
    );
    // The audience of the token is another client's.
    let refused = client.exchange(answer("code"), &redirect()).await.err();
    assert!(
        matches!(refused, Some(OAuthError::Identity(_))),
        "{refused:?}"
    );
    let client = self::client(provider(Entry::OIDC).issuer(&fake.url));
    let identity = client.exchange(answer("code"), &redirect()).await.unwrap();

    assert_eq!(identity.user.id, "1815");
    assert_eq!(identity.user.email.as_deref(), Some("ada@example.com"));
    assert!(identity.user.email_verified);
    assert_eq!(identity.profile.text("iss"), Some(fake.url.as_str()));
    let account = identity.account;
    assert_eq!(account.r#type, ProviderType::Oidc);
    assert_eq!(account.provider, "test");
    assert_eq!(account.provider_account_id, "1815");
    let text = |secret: &Option<Secret<String>>| secret.as_ref().unwrap().expose_secret().clone();
    assert_eq!(text(&account.access_token), "access");
    assert_eq!(text(&account.refresh_token), "refresh");
    assert!(account.id_token.is_some());
    assert_eq!(account.expires_at.unwrap().unix_seconds(), NOW + 300);
    assert_eq!(account.token_type.as_deref(), Some("bearer"));
    assert_eq!(account.scope.as_deref(), Some("openid email"));

    let requests = fake.seen("/token");
    let basic = |text: &str| {
        let text = base64::engine::general_purpose::STANDARD.encode(text);
        format!("authorization: Basic {text}")
    };
    for (request, credentials) in requests
        .iter()
        .zip(["cl%3Aient:a+secret%2B", "client:a+secret"])
    {
        let head = request.head.replace("Authorization", "authorization");
        assert!(head.contains(&basic(credentials)), "{head}");
        assert_eq!(
            form(&request.body),
            HashMap::from(
                [
                    ("grant_type", "authorization_code"),
                    ("code", "code"),
                    ("code_verifier", "verifier"),
                    ("redirect_uri", redirect().as_str()),
                ]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
            )
        );
    }
    // The token has all that was asked for.
    assert!(fake.seen("/userinfo").is_empty());
}

#[tokio::test]
async fn a_client_proves_itself_as_the_entry_says() {
    let fake = Fake::start(|_, _| Reply::with("400 Bad Request", "application/json", "{}")).await;
    let entry = Entry {
        client_auth: ClientAuth::Post,
        ..Entry::OAUTH
    };
    let url = |path: &str| format!("{}{path}", fake.url);
    let provider = provider(entry)
        .authorization(url("/authorize"))
        .token(url("/token"))
        .userinfo(url("/me"));
    let mut public = provider.clone();
    public.client_secret = None;
    for (provider, secret) in [
        (provider.clone(), Some("a secret")),
        (public.client_auth(ClientAuth::Basic), None),
    ] {
        assert!(
            client(provider)
                .exchange(answer("code"), &redirect())
                .await
                .is_err()
        );
        let request = fake.seen("/token").pop().unwrap();
        let form = form(&request.body);
        assert!(!request.head.to_ascii_lowercase().contains("authorization:"));
        assert_eq!(form.get("client_id").map(String::as_str), Some("client"));
        assert_eq!(form.get("client_secret").map(String::as_str), secret);
    }
}

/// Answers as [`oidc`] does, but for one path.
async fn with(path: &'static str, reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Fake {
    Fake::start(move |url, seen| {
        if seen.target.split('?').next() == Some(path) {
            reply(url)
        } else {
            oidc(url, seen)
        }
    })
    .await
}

#[tokio::test]
async fn bad_token_answers_are_refused() {
    type Case = (&'static str, fn(&str) -> Reply, bool);
    let cases: [Case; 9] = [
        ("HTML", |_| Reply::with("200 OK", "text/html", "<p>"), true),
        ("nothing", |_| Reply::json(&json!({})), true),
        (
            "mac",
            |_| Reply::json(&json!({ "access_token": "a", "token_type": "mac" })),
            true,
        ),
        (
            "a number",
            |_| Reply::json(&json!({ "access_token": 7 })),
            true,
        ),
        ("a list", |_| Reply::json(&json!([])), true),
        (
            "an error with 200",
            |_| Reply::json(&json!({ "error": "bad_verification_code" })),
            false,
        ),
        (
            "an error of its own",
            |_| {
                Reply::with(
                    "400 Bad Request",
                    "application/json",
                    r#"{"error":{"x":"the-code"}}"#,
                )
            },
            false,
        ),
        (
            "trouble",
            |_| Reply::with("503 Service Unavailable", "text/html", ""),
            true,
        ),
        (
            "no identity token",
            |_| Reply::json(&json!({ "access_token": "a" })),
            false,
        ),
    ];
    for (name, reply, is_unavailable) in cases {
        let fake = with("POST /token", reply).await;
        let error = exchange_at(&fake, answer("the-code")).await.err().unwrap();
        assert_eq!(error.is_unavailable(), is_unavailable, "{name}: {error}");
        assert!(!error.to_string().contains("the-code"), "{error}");
        assert_eq!(fake.seen("/token").len(), 1, "{name}");
    }
}

#[tokio::test]
async fn the_answer_must_be_of_the_provider_that_was_asked() {
    let fake = Fake::start(oidc).await;
    let iss = fake.url.clone();
    for (iss, is_accepted) in [
        (Some(iss.as_str()), true),
        (Some("https://b.example"), false),
        (None, true),
    ] {
        let answer = Answer {
            iss,
            ..answer("code")
        };
        let before = fake.seen("/token").len();
        assert_eq!(exchange_at(&fake, answer).await.is_ok(), is_accepted);
        // A code that is another provider's goes nowhere.
        assert_eq!(fake.seen("/token").len() - before, usize::from(is_accepted));
    }
    let fake = with("GET /.well-known/openid-configuration", |url| {
        let mut metadata = metadata(url);
        metadata["authorization_response_iss_parameter_supported"] = true.into();
        Reply::json(&metadata)
    })
    .await;
    assert!(exchange_at(&fake, answer("code")).await.is_err());
    let iss = fake.url.clone();
    let answer = Answer {
        iss: Some(&iss),
        ..answer("code")
    };
    assert!(exchange_at(&fake, answer).await.is_ok());
}

#[tokio::test]
async fn pkce_is_left_out_only_where_the_entry_says_so_and_a_secret_stands_for_it() {
    let fake = Fake::start(oidc).await;
    for (omits_pkce, is_public, has_pkce) in [
        (false, false, true),
        (false, true, true),
        (true, false, false),
        (true, true, true),
    ] {
        let entry = Entry {
            omits_pkce,
            ..Entry::OIDC
        };
        let mut provider = provider(entry).issuer(&fake.url);
        if is_public {
            provider.client_secret = None;
        }
        let client = client(provider);
        let authorization = client.authorize(&redirect(), &[]).await.unwrap();
        let has_challenge = authorization.url.as_str().contains("code_challenge");
        client.exchange(answer("code"), &redirect()).await.unwrap();
        let request = fake.seen("/token").pop().unwrap();
        let has_verifier = form(&request.body).contains_key("code_verifier");
        assert_eq!((has_challenge, has_verifier), (has_pkce, has_pkce));
    }
}
