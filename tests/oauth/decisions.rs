//! What the application decides about somebody whom a provider has vouched for.

use auth_runtime::SignInDecision;
use auth_runtime::adapter::UserStore as _;
use auth_runtime::provider::oidc;
use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::{CLIENT_ID, CLIENT_SECRET};
use auth_tests::{COOKIES, Kind, Plan, ProviderLab, Step};

type Change = fn(&mut Plan);

/// Somebody is signed in while another one is refused: nothing changes, and nothing is stored.
#[tokio::test]
async fn a_refusal_changes_nothing() {
    let rows: [(&str, Change, &str); 4] = [
        (
            "denied",
            |plan| plan.sign_in = Some(SignInDecision::Deny),
            "/auth/error?error=AccessDenied",
        ),
        (
            "sent elsewhere",
            |plan| plan.sign_in = Some(SignInDecision::Redirect("/wait".to_owned())),
            "/wait",
        ),
        (
            "sent to another site",
            |plan| {
                plan.sign_in = Some(SignInDecision::Redirect("https://evil.example/".to_owned()));
            },
            "",
        ),
        (
            "without a profile",
            |plan| plan.profile = Step::Fails,
            "/auth/error?error=Configuration",
        ),
    ];
    for kind in Kind::ALL {
        for (name, change, target) in &rows {
            let mut lab = ProviderLab::new(kind).await;
            lab.client.sign_in_with("idp").await;
            let session = lab.client.session().await.json();
            lab.stage.script.plan(change);
            lab.idp.plan(|plan| {
                plan.user["sub"] = "1816".into();
                plan.user["email"] = "eve@example.com".into();
            });
            let answer = lab.client.sign_in_with("plain").await;
            let target = format!("{}{target}", lab.client.origin);
            let location = answer.location().trim_end_matches('/');
            assert_eq!(location, target, "{kind:?} {name}");
            assert!(!answer.touches_session(), "{kind:?} {name}");
            for cookie in COOKIES {
                assert!(lab.client.jar.get(cookie).is_none(), "{name}: {cookie}");
            }
            assert_eq!(lab.client.session().await.json(), session, "{name}");
            let found = lab.tables.user_by_account("plain", "1816").await.unwrap();
            assert!(found.is_none(), "{kind:?} {name}");
            let found = lab.tables.user_by_email("eve@example.com").await.unwrap();
            assert!(found.is_none(), "{kind:?} {name}");
        }
    }
}

/// The `jwt` callback has the last word where there is a token.
#[tokio::test]
async fn a_token_may_be_refused() {
    let rows: [(Change, &str); 2] = [
        (|plan| plan.jwt = Step::Ends, "AccessDenied"),
        (|plan| plan.jwt = Step::Fails, "Configuration"),
    ];
    for kind in [Kind::Token, Kind::TokenWithUsers] {
        for (change, error) in rows {
            let mut lab = ProviderLab::new(kind).await;
            lab.stage.script.plan(change);
            let answer = lab.client.sign_in_with("idp").await;
            let target = format!("{}/auth/error?error={error}", lab.client.origin);
            assert_eq!(answer.location(), target, "{kind:?}");
            assert!(answer.sets(COOKIE).is_none());
            assert!(!lab.stage.script.calls().contains(&"on_sign_in"));
            assert_eq!(lab.client.session().await.text(), "null");
        }
    }
}

/// Events only tell: one that fails changes nothing.
#[tokio::test]
async fn failing_events_change_nothing() {
    for kind in Kind::ALL {
        let mut lab = ProviderLab::new(kind).await;
        lab.stage.script.plan(|plan| plan.events = Step::Fails);
        let answer = lab.client.sign_in_with("idp").await;
        assert!(answer.sets(COOKIE).is_some(), "{kind:?}: {answer:?}");
        assert!(lab.client.session().await.json()["user"].is_object());
    }
}

/// A profile that the provider's mapping makes nobody of signs nobody in.
#[tokio::test]
async fn a_mapping_may_refuse() {
    for kind in Kind::ALL {
        let mut lab = ProviderLab::with(kind, |setup, idp| {
            let own = oidc("own", &idp.issuer)
                .client(CLIENT_ID, CLIENT_SECRET)
                .profile(|_| None);
            setup.providers.push(own.into());
        })
        .await;
        let answer = lab.client.sign_in_with("own").await;
        assert!(
            answer
                .location()
                .ends_with("/auth/error?error=Configuration")
        );
        assert!(!answer.touches_session());
        assert!(lab.stage.script.calls().is_empty());
    }
}

/// A token that cannot be renewed is what somebody signs in again for.
#[tokio::test]
async fn a_session_that_cannot_be_read_is_in_nobodys_way() {
    for kind in [Kind::Token, Kind::TokenWithUsers] {
        for (step, status) in [(Step::Fails, 500), (Step::Ends, 200)] {
            let mut lab = ProviderLab::new(kind).await;
            lab.client.sign_in_with("idp").await;
            lab.stage.script.plan(|plan| plan.read = step);
            let jar = lab.client.jar.clone();
            assert_eq!(lab.client.session().await.status, status);
            lab.client.jar = jar;
            lab.stage.script.calls();
            let answer = lab.client.sign_in_with("idp").await;
            assert!(answer.sets(COOKIE).is_some(), "{kind:?}: {answer:?}");
        }
    }
}
