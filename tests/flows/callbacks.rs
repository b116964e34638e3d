//! Callbacks that fail, refuse or end a session.

use auth_runtime::SignInDecision;
use auth_tests::forge::COOKIE;
use auth_tests::{GOOD, Lab, Plan, Step, Style};
use serde_json::json;

type Change = fn(&mut Plan);

/// A database that is briefly away signs nobody out.
#[tokio::test]
async fn a_failing_callback_leaves_the_cookie_alone() {
    let fails: [(Change, &str); 2] = [
        (|plan| plan.jwt = Step::Fails, "jwt"),
        (|plan| plan.session = Step::Fails, "session"),
    ];
    for (fail, name) in fails {
        let mut lab = Lab::signed_in(|builder| builder).await;
        lab.script.plan(fail);
        for path in ["/auth/session", "/me", "/maybe", "/twice"] {
            let answer = lab.client.get(path).await;
            assert_eq!(answer.status, 500, "{name} {path}");
            assert_eq!(answer.json()["error"], "SessionFailed", "{name} {path}");
            assert!(answer.json()["message"].is_string());
            assert!(!answer.text().contains("database"));
            assert!(answer.set_cookies().is_empty(), "{name} {path}");
        }
        let answer = lab.client.update(json!({ "note": "x" })).await;
        assert_eq!(answer.status, 500, "{name}");
        assert!(answer.json()["message"].is_string());
        assert!(!answer.deletes(COOKIE));
        lab.script.plan(|plan| *plan = Plan::default());
        assert_eq!(lab.client.session().await.json()["user"]["id"], "id-of-ada");
        assert_eq!(lab.client.get("/me").await.status, 200);
    }
}

/// A `jwt` callback may have spent a refresh token: what it returned must not be lost.
#[tokio::test]
async fn a_renewed_token_is_kept_even_if_the_session_fails() {
    for path in ["/auth/session", "/me"] {
        let mut lab = Lab::signed_in(|builder| builder).await;
        lab.script.plan(|plan| {
            plan.note = Some("renewed".to_owned());
            plan.session = Step::Fails;
        });
        let answer = lab.client.get(path).await;
        assert_eq!(answer.status, 500);
        assert!(answer.sets(COOKIE).is_some(), "{path}");
        lab.script.plan(|plan| *plan = Plan::default());
        assert_eq!(lab.client.session().await.json()["note"], "renewed");
    }
}

#[tokio::test]
async fn a_jwt_callback_ends_the_session() {
    for path in ["/auth/session", "/maybe"] {
        let mut lab = Lab::signed_in(|builder| builder).await;
        lab.script.plan(|plan| plan.jwt = Step::Ends);
        let answer = lab.client.get(path).await;
        assert_eq!((answer.status, answer.text()), (200, "null"));
        assert!(answer.deletes(COOKIE), "{path}");
        // Neither the `session` callback nor an event.
        assert_eq!(lab.script.calls(), ["jwt"]);
        lab.script.plan(|plan| plan.jwt = Step::Works);
        assert_eq!(lab.client.session().await.text(), "null");
    }
    let mut lab = Lab::signed_in(|builder| builder).await;
    lab.script.plan(|plan| plan.jwt = Step::Ends);
    let answer = lab.client.update(json!({ "note": "x" })).await;
    assert_eq!((answer.status, answer.text()), (200, "null"));
    assert!(answer.deletes(COOKIE));
}

#[tokio::test]
async fn sign_in_is_refused_without_a_session() {
    let refusals: [(Change, &str, u16); 3] = [
        (|plan| plan.jwt = Step::Ends, "AccessDenied", 403),
        (|plan| plan.jwt = Step::Fails, "Configuration", 500),
        (
            |plan| plan.sign_in = Some(SignInDecision::Deny),
            "AccessDenied",
            403,
        ),
    ];
    for (refuse, code, status) in refusals {
        let mut lab = Lab::new().await;
        lab.script.plan(refuse);
        let url = format!("{}/auth/error?error={code}", lab.client.origin);
        for style in [Style::V5, Style::V4] {
            let answer = lab.client.sign_in(style, GOOD).await;
            assert_eq!(answer.status, status, "{code}");
            assert_eq!(answer.url(), url);
            assert!(!answer.touches_session());
        }
        let answer = lab.client.sign_in(Style::Plain, GOOD).await;
        assert_eq!(answer.location(), url);
        assert!(!answer.touches_session());
        assert!(!lab.script.calls().contains(&"on_sign_in"), "{code}");
        let page = lab.client.get(&format!("/auth/error?error={code}")).await;
        assert_eq!(page.status, status);
    }
}

#[tokio::test]
async fn sign_in_sends_elsewhere_and_stays_on_the_site() {
    for (to, leads_to) in [
        ("/terms?x=1", "/terms?x=1"),
        ("https://evil.example/x", "/"),
        ("//evil.example/x", "/"),
        ("javascript:alert(1)", "/"),
        ("\r\nx", "/"),
    ] {
        let mut lab = Lab::new().await;
        let decision = SignInDecision::Redirect(to.to_owned());
        lab.script.plan(|plan| plan.sign_in = Some(decision));
        let url = format!("{}{leads_to}", lab.client.origin);
        let answer = lab.client.sign_in(Style::V5, GOOD).await;
        assert_eq!((answer.status, answer.url()), (200, url.clone()), "{to}");
        assert!(!answer.touches_session());
        let answer = lab.client.sign_in(Style::Plain, GOOD).await;
        assert_eq!(answer.location(), url, "{to}");
    }
}

#[tokio::test]
async fn events_are_told_and_change_nothing() {
    for events in [Step::Works, Step::Fails] {
        let mut lab = Lab::new().await;
        lab.script.plan(|plan| plan.events = events);
        assert_eq!(lab.client.sign_in(Style::V5, GOOD).await.status, 200);
        let calls = lab.script.calls();
        assert_eq!(calls, ["credentials", "sign_in", "jwt", "on_sign_in"]);
        assert_eq!(lab.client.session().await.status, 200);
        assert_eq!(lab.script.calls(), ["jwt", "session", "on_session"]);
        lab.client.update(json!({ "note": "x" })).await;
        assert_eq!(lab.script.calls(), ["jwt", "session", "on_session"]);
        // The extractor is the application itself: there is nothing to tell it.
        lab.client.get("/me").await;
        assert_eq!(lab.script.calls(), ["jwt", "session"]);
        let answer = lab.client.submit(Style::V5, "signout", &[]).await;
        assert_eq!(answer.status, 200);
        assert!(answer.deletes(COOKIE));
        assert_eq!(lab.script.calls(), ["on_sign_out"]);
    }
}
