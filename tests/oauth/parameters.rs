//! What a sign-in link may ask of the provider, and what it may not.

use auth_runtime::provider::oidc;
use auth_tests::identity_provider::{CLIENT_ID, CLIENT_SECRET, Endpoint};
use auth_tests::{Kind, ProviderLab, Style};
use url::Url;

/// The authorization request of a sign-in whose address has this query.
async fn asked(lab: &mut ProviderLab, provider: &str, query: &str) -> Url {
    let path = format!("signin/{provider}?{query}");
    let answer = lab.client.submit(Style::Plain, &path, &[]).await;
    answer.location().parse().unwrap()
}

fn values(url: &Url, name: &str) -> Vec<String> {
    let pairs = url.query_pairs().filter(|(key, _)| key == name);
    pairs.map(|(_, value)| value.into_owned()).collect()
}

#[tokio::test]
async fn some_parameters_go_along() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    for provider in ["idp", "plain", "posted"] {
        for (name, value) in [
            ("prompt", "select_account"),
            ("login_hint", "ada+x@example.com"),
            ("screen_hint", "signup"),
            ("ui_locales", "de en"),
            ("hd", "example.com"),
            ("domain_hint", "example.com&x=y"),
        ] {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair(name, value)
                .finish();
            let url = asked(&mut lab, provider, &query).await;
            assert_eq!(values(&url, name), [value], "{provider}");
            assert!(values(&url, "x").is_empty());
        }
    }
}

/// A link is written by anybody: it decides nothing of the sign-in itself.
#[tokio::test]
async fn the_others_change_nothing() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    for provider in ["idp", "plain", "posted"] {
        let usual = asked(&mut lab, provider, "").await;
        for name in [
            "client_id",
            "redirect_uri",
            "response_type",
            "response_mode",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "request",
            "request_uri",
            "registration",
            "claims",
            "acr_values",
            "max_age",
            "id_token_hint",
            "access_type",
            "audience",
            "resource",
            "PROMPT",
            "prompt[]",
        ] {
            let url = asked(&mut lab, provider, &format!("{name}=evil")).await;
            assert!(!url.as_str().contains("evil"), "{provider} {name}: {url}");
            let is_random = |name: &str| matches!(name, "state" | "nonce" | "code_challenge");
            let fixed = |url: &Url| {
                let pairs = url.query_pairs().into_owned();
                let pairs = pairs.filter(|(name, _)| !is_random(name));
                pairs.collect::<Vec<_>>()
            };
            assert_eq!(fixed(&url), fixed(&usual), "{provider} {name}");
        }
    }
}

/// What the application has said gives way to what the link says where that is allowed, and no
/// parameter goes along twice.
#[tokio::test]
async fn the_link_comes_after_the_application() {
    let mut lab = ProviderLab::with(Kind::Token, |setup, idp| {
        let provider = oidc("own", &idp.issuer)
            .client(CLIENT_ID, CLIENT_SECRET)
            .authorization(format!(
                "{}?tenant=a&prompt=none",
                idp.url(Endpoint::Authorization)
            ))
            .parameter("access_type", "offline")
            .parameter("prompt", "consent");
        setup.providers.push(provider.into());
    })
    .await;
    for (query, prompt) in [
        ("", "consent"),
        ("prompt=login", "login"),
        ("prompt=login&prompt=select_account", "select_account"),
        ("access_type=online", "consent"),
    ] {
        let url = asked(&mut lab, "own", query).await;
        assert_eq!(values(&url, "prompt"), [prompt], "{query}");
        assert_eq!(values(&url, "access_type"), ["offline"], "{query}");
        assert_eq!(values(&url, "tenant"), ["a"], "{query}");
    }
}

/// What the form says is for the application, and `callbackUrl` is no parameter of the provider.
#[tokio::test]
async fn fields_of_the_form_stay_here() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    let fields = [
        ("prompt", "login"),
        ("login_hint", "evil"),
        ("callbackUrl", "/evil"),
    ];
    let answer = lab
        .client
        .submit(Style::V4, "signin/idp?callbackUrl=/evil", &fields)
        .await;
    assert!(!answer.url().contains("evil"));
}
