//! The straight path with a provider that others wrote, and that is certified: `oidc-provider`.

use auth_runtime::Clock;
use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::provider::oidc;
use auth_tests::forge::COOKIE;
use auth_tests::{COOKIES, Kind, OidcProvider, ProviderLab, Style};

/// A laboratory whose clock shows what time it is, and the provider beside it.
async fn lab(kind: Kind) -> Option<(ProviderLab, OidcProvider)> {
    let mut provider = OidcProvider::start()?;
    let clock = Clock::manual(Clock::system().now());
    let tables = MemoryAdapter::new();
    let lab = ProviderLab::at(clock, kind, tables.clone(), tables, |setup, _| {
        let certified = oidc("certified", &provider.issuer)
            .client(&provider.client_id, provider.client_secret.as_str());
        setup.providers.push(certified.into());
    })
    .await;
    let origin = &lab.client.origin;
    provider.answer(&format!("{origin}/auth/callback/certified"));
    Some((lab, provider))
}

#[tokio::test]
async fn people_sign_in_and_come_back() {
    for kind in Kind::ALL {
        let Some((mut lab, provider)) = lab(kind).await else {
            return;
        };
        let mut ids = Vec::new();
        for style in [Style::V5, Style::V4, Style::Plain] {
            lab.client = lab.client.other();
            let answer = lab.client.choose(style, "certified", "/home").await;
            let url = match style {
                Style::Plain => answer.location().to_owned(),
                Style::V5 | Style::V4 => answer.url(),
            };
            let back = provider.visit(&url, Some("grace")).await;
            let answer = lab.client.come_back(&back).await;
            let home = format!("{}/home", lab.client.origin);
            assert_eq!(answer.location(), home, "{kind:?} {style:?}");
            let session = lab.client.session().await.json();
            // These are at the userinfo endpoint only.
            assert_eq!(session["user"]["name"], "Grace Hopper");
            assert_eq!(session["user"]["email"], "grace@example.com");
            ids.push(session["user"]["id"].as_str().unwrap().to_owned());
            for cookie in COOKIES {
                assert!(lab.client.jar.get(cookie).is_none(), "{cookie}");
            }
            // The same answer again is worth nothing.
            let again = lab.client.come_back(&back).await;
            assert!(
                again
                    .location()
                    .ends_with("/auth/error?error=Configuration")
            );
            assert!(again.sets(COOKIE).is_none());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1, "{kind:?}");
        let account = lab.stage.seen("on_sign_in").account.unwrap();
        assert_eq!(account.provider_account_id, "grace");
        assert!(account.access_token.is_some() && account.id_token.is_some());
    }
}

#[tokio::test]
async fn who_turns_back_is_told() {
    let Some((mut lab, provider)) = lab(Kind::Token).await else {
        return;
    };
    let answer = lab.client.choose(Style::Plain, "certified", "/").await;
    let back = provider.visit(answer.location(), None).await;
    assert_eq!(back.get("error"), "access_denied");
    let answer = lab.client.come_back(&back).await;
    let page = format!("{}/auth/signin?error=OAuthCallbackError", lab.client.origin);
    assert_eq!(answer.location(), page);
    assert_eq!(lab.client.session().await.text(), "null");
}
