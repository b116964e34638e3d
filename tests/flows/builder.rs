//! Settings that cannot work are refused at the start, all at once.

use std::time::Duration;

use auth_runtime::ConfigError::{
    BasePath, CookieDomain, CookiePrefix, NoSecret, NoTime, NoUrl, SameSiteNone, ShortSecret,
    TwoBasePaths, UpdateAge, Url,
};
use auth_runtime::{BuildError, ConfigError, SameSite};
use auth_tests::app::{Builder, auth};
use auth_tests::{SECRET, Script};

fn build(settings: impl FnOnce(Builder) -> Builder) -> Result<auth::Auth, BuildError> {
    settings(auth::builder().state(Script::default())).build()
}

fn errors(settings: impl FnOnce(Builder) -> Builder) -> Vec<ConfigError> {
    match build(settings) {
        Ok(_) => Vec::new(),
        Err(error) => error.errors().to_vec(),
    }
}

type Case = (fn(Builder) -> Builder, Vec<ConfigError>);

#[test]
fn every_mistake_has_its_error() {
    let second = Duration::from_secs(1);
    let cases: Vec<Case> = vec![
        (|b| b.secret(SECRET), vec![]),
        (|b| b, vec![NoSecret]),
        (
            |b| b.secret(""),
            vec![ShortSecret {
                number: 1,
                bytes: 0,
            }],
        ),
        (
            |b| b.secret(SECRET).secret("old"),
            vec![ShortSecret {
                number: 2,
                bytes: 3,
            }],
        ),
        (|b| b.secret(SECRET).production(true), vec![NoUrl]),
        (
            |b| {
                b.secret(SECRET)
                    .production(true)
                    .url("https://app.example.com")
            },
            vec![],
        ),
        (
            |b| {
                b.secret(SECRET)
                    .production(true)
                    .trust_forwarded_headers(true)
            },
            vec![],
        ),
        (
            |b| b.secret(SECRET).url("app.example.com"),
            vec![Url {
                url: "app.example.com".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).url("ftp://app.example.com"),
            vec![Url {
                url: "ftp://app.example.com".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).url("https://app.example.com/?a=b"),
            vec![Url {
                url: "https://app.example.com/?a=b".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).url("https://me:hush@app.example.com"),
            vec![Url {
                url: "..@app.example.com".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).base_path("auth"),
            vec![BasePath {
                path: "auth".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).base_path("/auth/"),
            vec![BasePath {
                path: "/auth/".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).base_path("/a/../b"),
            vec![BasePath {
                path: "/a/../b".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).base_path("/{id}"),
            vec![BasePath {
                path: "/{id}".into(),
            }],
        ),
        (
            |b| {
                b.secret(SECRET)
                    .url("https://app.example.com/a")
                    .base_path("/b")
            },
            vec![TwoBasePaths {
                url_path: "/a".into(),
                path: "/b".into(),
            }],
        ),
        (
            |b| {
                b.secret(SECRET)
                    .url("https://app.example.com/a")
                    .base_path("/a")
            },
            vec![],
        ),
        (
            |b| b.secret(SECRET).max_age(Duration::ZERO),
            vec![NoTime { setting: "max_age" }],
        ),
        (
            |b| b.secret(SECRET).max_age(Duration::from_secs(60)),
            vec![UpdateAge],
        ),
        (
            |b| b.secret(SECRET).max_lifetime(Duration::from_millis(999)),
            vec![NoTime {
                setting: "max_lifetime",
            }],
        ),
        (
            |b| b.secret(SECRET).cookie_prefix("a b"),
            vec![CookiePrefix {
                prefix: "a b".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).cookie_domain("a;b"),
            vec![CookieDomain {
                domain: "a;b".into(),
            }],
        ),
        (
            |b| b.secret(SECRET).same_site(SameSite::None),
            vec![SameSiteNone],
        ),
        (
            |b| {
                b.secret(SECRET)
                    .same_site(SameSite::None)
                    .url("https://app.example.com")
            },
            vec![],
        ),
    ];
    for (settings, expected) in cases {
        assert_eq!(errors(settings), expected);
    }
    assert_eq!(
        errors(|b| b.secret(SECRET).max_age(second).update_age(Duration::ZERO)),
        []
    );
}

#[test]
fn all_mistakes_are_told_at_once() {
    let error = build(|b| {
        b.secret("hush")
            .url("hush://me:hush@app")
            .base_path("auth")
            .max_age(Duration::ZERO)
            .max_lifetime(Duration::ZERO)
            .cookie_prefix("")
            .cookie_domain("")
            .same_site(SameSite::None)
    })
    .unwrap_err();
    assert_eq!(error.errors().len(), 8);
    let text = error.to_string();
    assert_eq!(text.lines().count(), 9, "{text}");
    assert!(
        !text.contains("hush") && !format!("{error:?}").contains("hush"),
        "{text}"
    );
}

#[test]
fn secrets_are_not_shown() {
    let builder = auth::builder()
        .secret(SECRET)
        .url("https://me:hush@app.example.com");
    let text = format!("{builder:?}");
    assert!(!text.contains(SECRET) && !text.contains("hush"), "{text}");
    let auth = build(|b| b.secret(SECRET)).unwrap();
    for text in [
        format!("{auth:?}"),
        format!("{:?}", auth.layer()),
        format!("{:?}", auth.service()),
        format!("{:?}", auth.layer().clone()),
    ] {
        assert!(!text.contains(SECRET), "{text}");
    }
}
