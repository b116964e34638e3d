//! Answers that are none: HTML, errors, too much, too late, or nothing at all.

use std::time::Duration;

use auth_tests::identity_provider::{Endpoint, Reply};
use auth_tests::{Kind, ProviderLab};
use serde_json::json;

#[tokio::test]
async fn answers_that_are_none() {
    let replies = [
        Reply::Html,
        Reply::Json(500, json!({})),
        Reply::Json(404, json!({})),
        Reply::Json(204, json!({})),
        Reply::Text("application/json", ""),
        Reply::Text("application/json", "{"),
        Reply::Text("application/json", "null"),
        Reply::Huge,
        Reply::Endless,
        Reply::CutShort,
        Reply::HangUp,
    ];
    for (provider, endpoints) in [
        (
            "idp",
            &[Endpoint::Keys, Endpoint::Token, Endpoint::Userinfo][..],
        ),
        ("plain", &[Endpoint::Token, Endpoint::Userinfo]),
    ] {
        for endpoint in endpoints {
            for reply in &replies {
                let mut lab = ProviderLab::new(Kind::Token).await;
                lab.idp
                    .plan(|plan| drop(plan.replies.insert(*endpoint, reply.clone())));
                let name = format!("{provider} {endpoint:?} {reply:?}");
                let answer = lab.client.sign_in_with(provider).await;
                let target = format!("{}/auth/error?error=Configuration", lab.client.origin);
                assert_eq!(answer.location(), target, "{name}");
                assert!(!answer.touches_session(), "{name}");
                assert!(lab.stage.script.calls().is_empty(), "{name}");
            }
        }
    }
}

/// A redirect would take the code and the client's secret to another place.
#[tokio::test]
async fn redirects_are_not_followed() {
    for (provider, endpoint) in [
        ("idp", Endpoint::Token),
        ("plain", Endpoint::Token),
        ("idp", Endpoint::Userinfo),
        ("plain", Endpoint::Userinfo),
        ("idp", Endpoint::Keys),
    ] {
        let mut lab = ProviderLab::new(Kind::Token).await;
        let elsewhere = lab.idp.url(Endpoint::Elsewhere);
        lab.idp
            .plan(|plan| drop(plan.replies.insert(endpoint, Reply::Redirect(elsewhere))));
        let answer = lab.client.sign_in_with(provider).await;
        assert!(answer.location().ends_with("error=Configuration"));
        assert!(!answer.touches_session());
        assert_eq!(
            lab.idp.count(Endpoint::Elsewhere),
            0,
            "{provider} {endpoint:?}"
        );
    }
}

/// Nobody waits for longer than ten seconds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_provider_is_given_up() {
    let waits = [Endpoint::Token, Endpoint::Userinfo].map(|endpoint| {
        tokio::spawn(async move {
            let mut lab = ProviderLab::new(Kind::Token).await;
            lab.idp
                .plan(|plan| drop(plan.replies.insert(endpoint, Reply::Silence)));
            let back = lab.client.go("idp").await;
            let wait = Duration::from_secs(15);
            let answer = tokio::time::timeout(wait, lab.client.come_back(&back)).await;
            let answer = answer.expect("it is given up in time");
            assert!(answer.location().ends_with("error=Configuration"));
            assert!(!answer.touches_session());
        })
    });
    for wait in waits {
        wait.await.unwrap();
    }
}
