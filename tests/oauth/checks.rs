//! What the browser has to bring back: the answer to its own question, once, in time, and from the
//! provider to which it was sent.

use std::time::Duration;

use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::Endpoint;
use auth_tests::{COOKIES, Kind, ProviderLab, SentBack};
use serde_json::json;

use super::attempt::{Attempt, CONFIGURATION};

/// How an answer is changed on its way.
type Rewrite = fn(SentBack) -> SentBack;

#[tokio::test]
async fn the_answer_has_to_be_to_the_browsers_own_question() {
    let rows: [(&str, Rewrite); 6] = [
        ("no state", |back| back.without("state")),
        ("an empty state", |back| back.with("state", "")),
        ("another state", |back| back.with("state", &"x".repeat(43))),
        ("no code", |back| back.without("code")),
        ("an empty code", |back| back.with("code", "")),
        ("another code", |back| back.with("code", "made up")),
    ];
    for (name, change) in rows {
        for provider in ["idp", "plain", "posted"] {
            let mut attempt = Attempt::new(Kind::Token, provider).await;
            attempt.back = change(attempt.back);
            let name = format!("{provider}: {name}");
            attempt.refuses(&name, CONFIGURATION).await;
        }
    }
}

/// The answer of one provider at the address of another one (mix-up).
#[tokio::test]
async fn an_answer_is_for_the_provider_that_was_asked() {
    for (provider, other) in [("idp", "other"), ("idp", "plain"), ("plain", "idp")] {
        let mut attempt = Attempt::new(Kind::Token, provider).await;
        attempt.back.path = format!("/auth/callback/{other}");
        let name = format!("from {provider} to {other}");
        let idp = attempt.lab.idp.clone();
        let count = idp.count(Endpoint::Token);
        attempt.refuses(&name, CONFIGURATION).await;
        // The code of one is not told to the other.
        assert_eq!(idp.count(Endpoint::Token), count, "{name}");
    }
}

/// Somebody else's answer would sign this browser in as somebody else (login CSRF).
#[tokio::test]
async fn an_answer_is_for_the_browser_that_asked() {
    for provider in ["idp", "plain", "posted"] {
        for is_on_its_way in [false, true] {
            let mut attempt = Attempt::new(Kind::Token, provider).await;
            let mut attacker = attempt.lab.client.other();
            attempt.back = attacker.go(provider).await;
            if !is_on_its_way {
                for cookie in COOKIES {
                    attempt.jar().remove(cookie);
                }
            }
            let name = format!("{provider}, on its way: {is_on_its_way}");
            attempt.refuses(&name, CONFIGURATION).await;
        }
    }
}

#[tokio::test]
async fn nobody_is_signed_in_who_did_not_ask() {
    for kind in Kind::ALL {
        let mut lab = ProviderLab::new(kind).await;
        for path in [
            "/auth/callback/idp?code=x&state=y",
            "/auth/callback/plain?code=x&state=y",
            "/auth/callback/idp?code=x",
            "/auth/callback/idp",
            "/auth/callback/idp?error=access_denied",
        ] {
            let answer = lab.client.get(path).await;
            let target = format!("{}/auth/{CONFIGURATION}", lab.client.origin);
            assert_eq!(answer.location(), target, "{kind:?} {path}");
            assert!(!answer.touches_session(), "{path}");
        }
        let posted = SentBack {
            path: "/auth/callback/posted".to_owned(),
            fields: vec![("code".to_owned(), "x".to_owned())],
            is_form: true,
        };
        let answer = lab.client.come_back(&posted).await;
        assert!(answer.location().ends_with(CONFIGURATION));
        assert_eq!(lab.idp.count(Endpoint::Token), 0);
        assert_eq!(lab.client.session().await.text(), "null");
        let nobody: [&str; 0] = [];
        assert_eq!(lab.stage.script.calls(), nobody);
    }
}

#[tokio::test]
async fn a_quarter_of_an_hour_is_enough() {
    for provider in ["idp", "plain", "posted"] {
        for (seconds, is_in_time) in [(15 * 60 - 1, true), (15 * 60 + 30, false)] {
            let mut attempt = Attempt::new(Kind::Token, provider).await;
            attempt.lab.clock.advance(Duration::from_secs(seconds));
            if is_in_time {
                let answer = attempt.lab.client.come_back(&attempt.back).await;
                assert!(answer.sets(COOKIE).is_some(), "{provider}: {answer:?}");
                continue;
            }
            // The session's end has moved with the clock.
            attempt.session = attempt.lab.client.session().await.json();
            let name = format!("{provider} after {seconds} s");
            attempt.refuses(&name, CONFIGURATION).await;
        }
    }
}

/// The provider says no: that is told, if the answer is the browser's own.
#[tokio::test]
async fn a_refusal_of_the_provider_is_told() {
    for provider in ["idp", "plain", "posted"] {
        for (error, is_ours, page) in [
            ("access_denied", true, "signin?error=OAuthCallbackError"),
            ("server_error", true, "signin?error=OAuthCallbackError"),
            ("<script>", true, "signin?error=OAuthCallbackError"),
            ("access_denied", false, CONFIGURATION),
        ] {
            let mut attempt = Attempt::new(Kind::Token, provider).await;
            attempt.back = attempt.back.without("code").with("error", error);
            attempt.back = attempt.back.with("error_description", "the user said no");
            if !is_ours {
                attempt.back = attempt.back.with("state", "made up");
            }
            attempt.refuses(&format!("{provider}: {error}"), page).await;
        }
    }
}

/// What was kept for an answer is gone once it has come, whatever came of it. A stray answer is in the
/// way of none.
#[tokio::test]
async fn only_its_own_answer_uses_the_cookies_up() {
    for provider in ["idp", "posted"] {
        for (is_own, error) in [(true, CONFIGURATION), (false, CONFIGURATION)] {
            let mut attempt = Attempt::new(Kind::Token, provider).await;
            let back = attempt.back.clone();
            let back = if is_own {
                back.without("code")
            } else {
                back.with("state", "made up")
            };
            let answer = attempt.lab.client.come_back(&back).await;
            assert!(answer.location().ends_with(error), "{answer:?}");
            for cookie in COOKIES {
                let is_left = attempt.jar().get(cookie).is_some();
                assert_eq!(is_left, !is_own, "{provider}: {cookie}");
            }
            let answer = attempt.lab.client.come_back(&attempt.back).await;
            assert_eq!(answer.sets(COOKIE).is_some(), !is_own, "{provider}");
        }
    }
}

/// Whoever has an answer that was used needs its cookies as well, and those were for one answer.
#[tokio::test]
async fn a_code_is_good_once() {
    for kind in Kind::ALL {
        for has_cookies in [true, false] {
            let mut lab = ProviderLab::new(kind).await;
            let back = lab.client.go("idp").await;
            let jar = lab.client.jar.clone();
            lab.client.come_back(&back).await;
            let session = lab.client.session().await.json();
            if has_cookies {
                for cookie in COOKIES {
                    lab.client.jar.set(cookie, jar.get(cookie).unwrap());
                }
            }
            let answer = lab.client.come_back(&back).await;
            assert!(answer.location().ends_with(CONFIGURATION));
            assert!(!answer.touches_session());
            assert_eq!(lab.client.session().await.json(), session);
            // Who brings both again is known, and the provider is not even asked.
            assert_eq!(lab.idp.count(Endpoint::Token), 1);
        }
    }
}

/// Two tabs, each with a sign-in of its own: the later one has the browser's cookies.
#[tokio::test]
async fn the_later_of_two_tabs_signs_in() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    let first = lab.client.go("idp").await;
    let second = lab.client.go("idp").await;
    let answer = lab.client.come_back(&second).await;
    assert!(answer.sets(COOKIE).is_some());
    let answer = lab.client.come_back(&first).await;
    assert!(answer.location().ends_with(CONFIGURATION));
    assert!(!answer.touches_session());
    assert!(lab.client.session().await.json()["user"].is_object());
}

/// An address whose query names the state twice, or a form beside a query, is one that nobody sends.
#[tokio::test]
async fn parameters_in_the_wrong_place_are_not_read() {
    let mut attempt = Attempt::new(Kind::Token, "idp").await;
    // The answer of a provider that does not post, as a form.
    let answer = attempt.lab.client.post_back(&attempt.back).await;
    assert!(answer.location().ends_with(CONFIGURATION), "{answer:?}");
    assert!(!answer.touches_session(), "{answer:?}");
    let mut attempt = Attempt::new(Kind::Token, "posted").await;
    attempt.back.is_form = false;
    let answer = attempt.lab.client.come_back(&attempt.back).await;
    assert!(!answer.touches_session(), "{answer:?}");
    assert_eq!(
        attempt.lab.client.session().await.json()["user"],
        json!(attempt.session["user"])
    );
}
