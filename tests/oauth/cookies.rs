//! Each cookie of a sign-in is the right one: its own, whole, of this browser, and in its own place.

use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::Endpoint;
use auth_tests::{Answer, COOKIES, Client, Kind, Style};

use super::attempt::{Attempt, CONFIGURATION};

const CSRF: &str = "authjs.csrf-token";
const CALLBACK_URL: &str = "authjs.callback-url";

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
                match changed(&attempt, cookie) {
                    Some(value) => attempt.jar().set(cookie, &value),
                    None => assert!(attempt.jar().remove(cookie).is_some()),
                }
                let name = format!("{provider}: {cookie} {change}");
                let idp = attempt.lab.idp.clone();
                let count = idp.count(Endpoint::Token);
                attempt.refuses(&name, CONFIGURATION).await;
                // The code is not even told where the cookie is of no sign-in at all.
                if !change.starts_with("of ") {
                    assert_eq!(idp.count(Endpoint::Token), count, "{name}");
                }
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
