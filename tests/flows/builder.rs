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

const APP: &str = "https://app.example.com";

#[test]
fn secrets_are_long() {
    let short = |number, bytes| vec![ShortSecret { number, bytes }];
    for (secrets, expected) in [
        (&[][..], vec![NoSecret]),
        (&[""], short(1, 0)),
        (&["a".repeat(31).as_str()], short(1, 31)),
        (&["a".repeat(32).as_str()], vec![]),
        (&[SECRET, "old"], short(2, 3)),
        (&[SECRET, SECRET], vec![]),
    ] {
        let found = errors(|b| secrets.iter().fold(b, |b, &secret| b.secret(secret)));
        assert_eq!(found, expected, "{secrets:?}");
    }
}

#[test]
fn production_names_its_url() {
    let production = |b: Builder| b.secret(SECRET).production(true);
    assert_eq!(errors(production), [NoUrl]);
    assert_eq!(errors(|b| production(b).url(APP)), []);
    // A header that anybody can send is no name.
    let trusting = |b: Builder| production(b).trust_forwarded_headers(true);
    assert_eq!(errors(trusting), [NoUrl]);
}

#[test]
fn urls_are_of_the_web() {
    for (url, told) in [
        (APP, None),
        ("http://localhost:3000/", None),
        ("app.example.com", Some("app.example.com")),
        ("ftp://app.example.com", Some("ftp://app.example.com")),
        ("https://", Some("https://")),
        (
            "https://app.example.com/?a=b",
            Some("https://app.example.com/?a=b"),
        ),
        (
            "https://app.example.com/#a",
            Some("https://app.example.com/#a"),
        ),
        (
            "https://me:hush@app.example.com",
            Some("..@app.example.com"),
        ),
    ] {
        let expected = told.map(|url| Url { url: url.into() });
        let found = errors(|b| b.secret(SECRET).url(url));
        assert_eq!(found, Vec::from_iter(expected), "{url}");
    }
}

#[test]
fn base_paths_are_plain() {
    for path in ["/auth", "/api/auth", "/a-b/c.d/_e"] {
        assert_eq!(errors(|b| b.secret(SECRET).base_path(path)), [], "{path}");
    }
    for path in [
        "", "/", "auth", "/auth/", "/a//b", "/a/../b", "/{id}", "/a?b", "/a%20b", "/\u{e9}",
    ] {
        let expected = BasePath { path: path.into() };
        assert_eq!(
            errors(|b| b.secret(SECRET).base_path(path)),
            [expected],
            "{path}"
        );
    }
    let url = |b: Builder| b.secret(SECRET).url(format!("{APP}/a/"));
    assert_eq!(errors(|b| url(b).base_path("/a")), []);
    let expected = TwoBasePaths {
        url_path: "/a".into(),
        path: "/b".into(),
    };
    assert_eq!(errors(|b| url(b).base_path("/b")), [expected]);
}

#[test]
fn lifetimes_make_sense() {
    let second = Duration::from_secs(1);
    let no_time = |setting| vec![NoTime { setting }];
    for (max_age, update_age, max_lifetime, expected) in [
        (second, Duration::ZERO, second, vec![]),
        (second, second, second, vec![UpdateAge]),
        (second, 2 * second, second, vec![UpdateAge]),
        (Duration::ZERO, Duration::ZERO, second, no_time("max_age")),
        (second, Duration::ZERO, second / 2, no_time("max_lifetime")),
    ] {
        let found = errors(|b| {
            b.secret(SECRET)
                .max_age(max_age)
                .update_age(update_age)
                .max_lifetime(max_lifetime)
        });
        assert_eq!(
            found, expected,
            "{max_age:?} {update_age:?} {max_lifetime:?}"
        );
    }
}

#[test]
fn cookies_can_be_set() {
    for prefix in ["", "a b", "a=b", "a;b", "\u{e9}"] {
        let expected = CookiePrefix {
            prefix: prefix.into(),
        };
        assert_eq!(
            errors(|b| b.secret(SECRET).cookie_prefix(prefix)),
            [expected]
        );
    }
    for domain in ["", "a;b", "a b", "a/b"] {
        let expected = CookieDomain {
            domain: domain.into(),
        };
        assert_eq!(
            errors(|b| b.secret(SECRET).cookie_domain(domain)),
            [expected]
        );
    }
    let anywhere = |b: Builder| b.secret(SECRET).same_site(SameSite::None);
    assert_eq!(errors(anywhere), [SameSiteNone]);
    assert_eq!(errors(|b| anywhere(b).url(APP)), []);
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

#[test]
fn short_sessions_are_renewed_in_time() {
    let hour = Duration::from_secs(60 * 60);
    let hourly = |b: Builder| b.secret(SECRET).max_age(hour);
    assert_eq!(errors(hourly), []);
    assert_eq!(errors(|b| hourly(b).update_age(hour)), [UpdateAge]);
}

#[cfg_attr(not(feature = "encrypted"), auth_runtime::auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_runtime::auth_config(strategy = jwt(encrypted)))]
mod misnamed {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
        redirect: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let Form { name, redirect } = credentials;
        (name == redirect).then(User::default)
    }
}

/// The field would be taken for the protocol's and never arrive.
#[test]
fn names_of_the_protocol_are_no_fields() {
    let error = misnamed::builder().secret(SECRET).build().unwrap_err();
    let expected = ConfigError::FormField {
        provider: "credentials".to_owned(),
        field: "redirect".to_owned(),
    };
    assert_eq!(error.errors(), [expected]);
}
