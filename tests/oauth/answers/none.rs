//! Answers that are none: HTML, errors, too much, too late, or nothing at all.

use std::time::Duration;

use auth_tests::identity_provider::{Endpoint, Reply};
use auth_tests::{Kind, ProviderLab, Style};
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
        Reply::Padded,
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

/// Nobody waits for longer than ten seconds, whether nothing comes or too little. All of them wait at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_provider_is_given_up() {
    let mut waits = Vec::new();
    for endpoint in [
        Endpoint::Metadata,
        Endpoint::Keys,
        Endpoint::Token,
        Endpoint::Userinfo,
    ] {
        for reply in [Reply::Silence, Reply::Drip] {
            waits.push(tokio::spawn(is_given_up(endpoint, reply)));
        }
    }
    for wait in waits {
        wait.await.unwrap();
    }
}

async fn is_given_up(endpoint: Endpoint, reply: Reply) {
    let name = format!("{endpoint:?} {reply:?}");
    let mut lab = ProviderLab::new(Kind::Token).await;
    let plan = |lab: &ProviderLab| {
        lab.idp
            .plan(|plan| drop(plan.replies.insert(endpoint, reply)));
    };
    let given_up = async {
        // Without metadata nobody knows where to go.
        if endpoint == Endpoint::Metadata {
            plan(&lab);
            return lab.client.choose(Style::Plain, "idp", "/").await;
        }
        let back = lab.client.go("idp").await;
        plan(&lab);
        lab.client.come_back(&back).await
    };
    let answer = tokio::time::timeout(Duration::from_secs(15), given_up).await;
    let answer = answer.unwrap_or_else(|_| panic!("{name} is not given up in time"));
    assert!(answer.location().ends_with("error=Configuration"), "{name}");
    assert!(!answer.touches_session(), "{name}");
    assert!(lab.idp.count(endpoint) > 0, "{name}");
}
