//! Tokens read beside the application that issues them, by a service that knows the secret and the types.

use std::time::Duration;

use auth_runtime::{ConfigError, TokenReader, TokenReaderBuilder};
use auth_tests::app::auth::{Config, Token};
use auth_tests::forge::{COOKIE, Forge};
use auth_tests::{Client, Lab, Log, NOW, SECRET};
use http::header::{AUTHORIZATION, COOKIE as COOKIES};
use http::{HeaderMap, HeaderName};
use serde_json::json;

const NEW: &str = "a new secret, 32 bytes or longer";

fn reader(lab: &Lab) -> TokenReaderBuilder<Config> {
    TokenReader::builder()
        .secret(SECRET)
        .secure(false)
        .clock(lab.clock.clone())
}

fn one(name: HeaderName, value: &str) -> HeaderMap {
    HeaderMap::from_iter([(name, value.parse().unwrap())])
}

fn cookies(client: &Client) -> HeaderMap {
    one(COOKIES, &client.jar.header())
}

fn id(token: Option<Token>) -> Option<String> {
    token.map(|token| token.id)
}

#[tokio::test]
async fn who_is_signed_in_is_known_to_a_reader() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    let reader = reader(&lab).build().unwrap();
    let token = lab.client.jar.get(COOKIE).unwrap().to_owned();
    let ada = Some("id-of-ada".to_owned());
    assert_eq!(id(reader.read_cookies(&cookies(&lab.client)).unwrap()), ada);
    assert_eq!(id(reader.read(&token).unwrap()), ada);
    // A dot need not be, and may be, percent-encoded.
    let encoded = token.replace('.', "%2e");
    for text in [
        format!("Bearer {token}"),
        format!("bearer   {token} "),
        format!("Bearer {encoded}"),
    ] {
        let headers = one(AUTHORIZATION, &text);
        assert_eq!(id(reader.read_bearer(&headers).unwrap()), ada, "{text}");
        assert!(reader.read_cookies(&headers).unwrap().is_none());
    }

    // Over several cookies.
    let note = "n".repeat(8000);
    lab.client.update(json!({ "note": note })).await;
    assert!(lab.client.jar.get(COOKIE).is_none());
    let token = reader.read_cookies(&cookies(&lab.client)).unwrap().unwrap();
    assert_eq!(token.note, note);

    // No callback runs, and nothing is renewed.
    lab.script.calls();
    lab.clock.advance(Duration::from_secs(2 * 24 * 60 * 60));
    assert!(
        reader
            .read_cookies(&cookies(&lab.client))
            .unwrap()
            .is_some()
    );
    assert!(lab.script.calls().is_empty());
    lab.clock.advance(Duration::from_secs(30 * 24 * 60 * 60));
    assert!(
        reader
            .read_cookies(&cookies(&lab.client))
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn what_is_no_token_of_ours_is_nobody() {
    let lab = Lab::new().await;
    let reader = reader(&lab).build().unwrap();
    let good = Forge::default().token();
    assert!(reader.read(&good).unwrap().is_some());
    let tampered = format!("{}A{}", &good[..60], &good[61..]);
    let secure = format!("__Secure-{COOKIE}");
    let forge = Forge::default;
    for text in [
        String::new(),
        "a".repeat(1_000_000),
        good.replace('.', ""),
        if tampered == good {
            good.replacen(&good[60..61], "B", 1)
        } else {
            tampered
        },
        Forge {
            secret: NEW,
            ..forge()
        }
        .token(),
        Forge {
            cookie: &secure,
            ..forge()
        }
        .token(),
        forge().claim(&json!({ "exp": NOW - 15 })).token(),
        forge().claim(&json!({ "nbf": NOW + 16 })).token(),
    ] {
        assert!(reader.read(&text).unwrap().is_none(), "{text}");
        let headers = one(COOKIES, &format!("{COOKIE}={text}"));
        assert!(reader.read_cookies(&headers).unwrap().is_none(), "{text}");
    }
    assert!(reader.read_cookies(&HeaderMap::new()).unwrap().is_none());
    for text in [
        "Bearer",
        "Bearer ",
        "Bearer %",
        "Bearer %ff",
        &format!("Basic {good}"),
        &format!("Bearer,{good}"),
        &format!("Bearer {good} {good}"),
        &good,
    ] {
        let headers = one(AUTHORIZATION, text);
        assert!(reader.read_bearer(&headers).unwrap().is_none(), "{text}");
    }
    let mut two = one(AUTHORIZATION, &format!("Bearer {good}"));
    two.append(AUTHORIZATION, "Bearer x".parse().unwrap());
    assert!(reader.read_bearer(&two).unwrap().is_none());
}

#[tokio::test]
async fn a_token_that_does_not_fit_is_an_error() {
    let lab = Lab::new().await;
    let reader = reader(&lab).build().unwrap();
    for (claims, message) in [
        (json!({ "note": null }), "`note` is missing"),
        (json!({ "id": 1815 }), "`id` does not fit its type"),
        (json!({ "exp": null }), "`exp` is missing"),
    ] {
        let token = Forge::default().claim(&claims).token();
        let error = reader.read(&token).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
        assert!(!error.to_string().contains("1815"), "{error}");
        assert_eq!(error.status(), 500);
    }
}

#[tokio::test]
async fn a_token_whose_time_is_over_need_not_fit() {
    let hour = Duration::from_secs(60 * 60);
    let lab = Lab::with(|builder| builder.max_lifetime(hour)).await;
    let reader = reader(&lab).max_lifetime(hour).build().unwrap();
    for (times, message) in [
        (json!({ "exp": NOW - 15 }), "has expired"),
        (json!({ "exp": NOW - 15, "auth_time": null }), "has expired"),
        (json!({ "auth_time": NOW - 3615 }), "has expired"),
        (json!({ "nbf": NOW + 16 }), "is not valid yet"),
    ] {
        for unfit in [json!({ "note": null }), json!({ "id": 1815 })] {
            let token = Forge::default().claim(&times).claim(&unfit).token();
            let (log, _guard) = Log::start();
            assert!(reader.read(&token).unwrap().is_none(), "{times} {unfit}");
            let cookies = format!("{COOKIE}={token}");
            let answer = lab.client.other().get_with("/auth/session", &cookies).await;
            assert!(answer.text() == "null" && answer.deletes(COOKIE));
            // The reader and the application say the same of it.
            let log = log.text();
            assert_eq!(log.matches(message).count(), 2, "{log}");
            assert!(!log.contains("does not fit"), "{log}");
        }
    }
}

#[tokio::test]
async fn every_setting_counts() {
    let lab = Lab::new().await;
    let token = |secret, cookie| {
        Forge {
            secret,
            cookie,
            ..Forge::default()
        }
        .token()
    };
    let secure = format!("__Secure-{COOKIE}");
    let vars = |url: &'static str| {
        move |name: &str| match name {
            "AUTH_SECRET" => Some(SECRET.to_owned()),
            "AUTH_SECRET_1" => Some(NEW.to_owned()),
            "AUTH_URL" => Some(url.to_owned()),
            _ => None,
        }
    };
    let from = |url| {
        TokenReader::<Config>::builder()
            .clock(lab.clock.clone())
            .from_vars(vars(url))
    };
    for (reader, secret, cookie) in [
        (reader(&lab).secret(NEW), SECRET, COOKIE),
        (reader(&lab).secret(NEW), NEW, COOKIE),
        (reader(&lab).secure(true), SECRET, &*secure),
        (
            reader(&lab).cookie_prefix("staff"),
            SECRET,
            "staff.session-token",
        ),
        (from("http://localhost:3000"), SECRET, COOKIE),
        (from("http://localhost:3000"), NEW, COOKIE),
        (from("https://app.example.com/api/auth"), SECRET, &secure),
        (from(""), SECRET, &secure),
        (
            from("https://app.example.com").secure(false),
            SECRET,
            COOKIE,
        ),
    ] {
        let headers = one(COOKIES, &format!("{cookie}={}", token(secret, cookie)));
        let reader = reader.build().unwrap();
        assert!(
            reader.read_cookies(&headers).unwrap().is_some(),
            "{reader:?}"
        );
    }

    // A limit of the reader's own, beside the token's.
    let hour = Duration::from_secs(60 * 60);
    let token = Forge::default()
        .claim(&json!({ "exp": NOW + 100_000, "auth_time": NOW - 3600 }))
        .token();
    for (reader, is_read) in [
        (reader(&lab), true),
        (reader(&lab).max_age(hour), true),
        (reader(&lab).max_lifetime(2 * hour), true),
        (reader(&lab).max_lifetime(hour), false),
    ] {
        let reader = reader.build().unwrap();
        assert_eq!(
            reader.read(&token).unwrap().is_some(),
            is_read,
            "{reader:?}"
        );
    }
    let reader = reader(&lab).max_age(hour).build().unwrap();
    lab.clock.advance(hour + Duration::from_secs(15));
    assert!(reader.read(&token).unwrap().is_none());
}

#[test]
fn mistakes_are_told_at_once() {
    let builder = TokenReader::<Config>::builder()
        .secret("short")
        .from_vars(|name| (name == "AUTH_URL").then(|| "ftp://ada:hush@example.com".to_owned()))
        .max_age(Duration::ZERO)
        .cookie_prefix("a b");
    assert!(!format!("{builder:?}").contains("short"));
    let error = builder.build().unwrap_err();
    let expected = [
        ConfigError::ShortSecret {
            number: 1,
            bytes: 5,
        },
        ConfigError::Url {
            url: "..@example.com".to_owned(),
        },
        ConfigError::NoTime { setting: "max_age" },
        ConfigError::CookiePrefix {
            prefix: "a b".to_owned(),
        },
    ];
    assert_eq!(error.errors(), expected);
}
