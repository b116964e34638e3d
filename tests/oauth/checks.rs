//! What the browser has to bring back: its own state, nonce and verifier, once, in time, and from the
//! provider to which it was sent.

use std::time::Duration;

use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::Endpoint;
use auth_tests::{Answer, COOKIES, Client, Jar, Kind, ProviderLab, SentBack, Style};
use serde_json::{Value, json};

const CSRF: &str = "authjs.csrf-token";
const CALLBACK_URL: &str = "authjs.callback-url";

/// A sign-in under way, in the browser of somebody who is signed in as another user.
struct Attempt {
    lab: ProviderLab,
    /// What the provider sends the browser back with.
    back: SentBack,
    /// What an earlier sign-in of this browser, which came to its end, had for cookies.
    used: Jar,
    /// What another browser has that is on its way to the same provider.
    foreign: Jar,
    /// What this browser had on its way to another provider.
    elsewhere: Jar,
    /// What the session says.
    session: Value,
}

impl Attempt {
    async fn new(kind: Kind, provider: &str) -> Self {
        let mut lab = ProviderLab::new(kind).await;
        lab.idp.plan(|plan| plan.user["sub"] = "1816".into());
        let back = lab.client.go(provider).await;
        let used = lab.client.jar.clone();
        assert!(lab.client.come_back(&back).await.sets(COOKIE).is_some());
        let session = lab.client.session().await.json();
        let mut stranger = lab.client.other();
        stranger.go(provider).await;
        let other = if provider == "idp" { "other" } else { "idp" };
        lab.client.go(other).await;
        let elsewhere = lab.client.jar.clone();
        let back = lab.client.go(provider).await;
        Self {
            lab,
            back,
            used,
            foreign: stranger.jar,
            elsewhere,
            session,
        }
    }

    /// The browser comes back and is told of an error. Nobody is signed in by it and nobody is signed out.
    async fn refuses(mut self, name: &str, error: &str) {
        let answer = self.lab.client.come_back(&self.back).await;
        let target = format!("{}/auth/{error}", self.lab.client.origin);
        assert_eq!(answer.location(), target, "{name}");
        assert!(!answer.touches_session(), "{name}: {answer:?}");
        let session = self.lab.client.session().await.json();
        assert_eq!(session, self.session, "{name}");
    }

    fn jar(&mut self) -> &mut Jar {
        &mut self.lab.client.jar
    }
}

const CONFIGURATION: &str = "error?error=Configuration";

/// How a value is changed.
type Change = fn(&Attempt, &str) -> Option<String>;

const CHANGES: &[(&str, Change)] = &[
    ("dropped", |_, _| None),
    ("emptied", |_, _| Some(String::new())),
    ("made up", |_, _| Some("x".repeat(200))),
    ("cut short", |attempt, cookie| {
        let value = attempt.lab.client.jar.get(cookie)?;
        Some(value[..value.len() - 1].to_owned())
    }),
    ("with another letter", |attempt, cookie| {
        let value = attempt.lab.client.jar.get(cookie)?;
        let at = value.len() / 2;
        let letter = if value.as_bytes()[at] == b'A' {
            "B"
        } else {
            "A"
        };
        Some(format!("{}{letter}{}", &value[..at], &value[at + 1..]))
    }),
    ("of an earlier sign-in", |attempt, cookie| {
        attempt.used.get(cookie).map(str::to_owned)
    }),
    ("of another browser", |attempt, cookie| {
        attempt.foreign.get(cookie).map(str::to_owned)
    }),
    ("of another provider", |attempt, cookie| {
        attempt.elsewhere.get(cookie).map(str::to_owned)
    }),
];

#[tokio::test]
async fn every_cookie_has_to_be_the_right_one() {
    for (provider, cookies) in [
        ("idp", &COOKIES[..]),
        ("plain", &["authjs.state", "authjs.pkce.code_verifier"]),
        ("posted", &COOKIES),
    ] {
        for cookie in cookies {
            for (change, changed) in CHANGES {
                let mut attempt = Attempt::new(Kind::Token, provider).await;
                assert!(attempt.jar().get(cookie).is_some(), "{provider} {cookie}");
                // The name that goes along with another site's form stays as it is.
                match changed(&attempt, cookie) {
                    Some(value) => attempt.jar().set(cookie, &value),
                    None => assert!(attempt.jar().remove(cookie).is_some()),
                }
                let name = format!("{provider}: {cookie} {change}");
                attempt.refuses(&name, CONFIGURATION).await;
            }
        }
    }
}

/// The cookies of one sign-in all together in the place of those of another one.
#[tokio::test]
async fn a_set_of_cookies_belongs_to_one_question() {
    for kind in Kind::ALL {
        for name in ["used", "foreign", "elsewhere"] {
            let mut attempt = Attempt::new(kind, "idp").await;
            let jar = match name {
                "used" => attempt.used.clone(),
                "foreign" => attempt.foreign.clone(),
                _ => attempt.elsewhere.clone(),
            };
            for cookie in COOKIES {
                attempt.jar().set(cookie, jar.get(cookie).unwrap());
            }
            attempt.refuses(name, CONFIGURATION).await;
        }
    }
}

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

/// Six cookies, each in the place of each other.
#[tokio::test]
async fn no_cookie_does_the_work_of_another() {
    let all = [COOKIES.as_slice(), &[COOKIE, CSRF, CALLBACK_URL]].concat();
    for kind in [Kind::Token, Kind::Database] {
        for from in &all {
            for to in all.iter().filter(|to| *to != from) {
                let mut attempt = Attempt::new(kind, "idp").await;
                let value = attempt.jar().get(from).unwrap().to_owned();
                attempt.jar().set(to, &value);
                let name = format!("{kind:?}: {from} as {to}");
                match *to {
                    COOKIE => is_nobody(&mut attempt.lab.client, &name).await,
                    CSRF => is_forged(&mut attempt.lab.client, &value, &name).await,
                    CALLBACK_URL => stays_at_home(&mut attempt, &name).await,
                    _ => attempt.refuses(&name, CONFIGURATION).await,
                }
            }
        }
    }
}

async fn is_nobody(client: &mut Client, name: &str) {
    assert_eq!(client.session().await.text(), "null", "{name}");
}

/// Neither the value nor its first part is a token against forged requests.
async fn is_forged(client: &mut Client, value: &str, name: &str) {
    let jar = client.jar.clone();
    let first = value.split(['|', '.', '%']).next().unwrap();
    for token in [value, first] {
        client.jar = jar.clone();
        let form = [("csrfToken", token)];
        let answer: Answer = client.post(Style::V5, "/auth/signout", &form).await;
        assert_eq!(answer.status, 403, "{name}");
        assert!(!answer.touches_session(), "{name}");
    }
}

/// Where to go afterwards is nowhere else, and the sign-in does not fail for it.
async fn stays_at_home(attempt: &mut Attempt, name: &str) {
    let client = &mut attempt.lab.client;
    let answer = client.come_back(&attempt.back).await;
    let (origin, target) = (&client.origin, answer.location());
    assert!(
        target.starts_with(&format!("{origin}/")),
        "{name}: {target}"
    );
    assert!(!target.contains("/auth/"), "{name}: {target}");
    let session = client.session().await.json();
    assert_eq!(session["user"], attempt.session["user"], "{name}");
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
