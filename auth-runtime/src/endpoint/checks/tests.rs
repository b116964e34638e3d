use http::header::COOKIE;

use super::*;
use crate::codec::{Format, SessionCodec};
use crate::cookie::{CookieAttributes, CookieNames, DEFAULT_PREFIX};
use crate::core::CheckCodecs;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_798_036_214);
const SECRET: &str = "a secret of at least thirty-two bytes";

const NEW: NewCheck<'static> = NewCheck {
    value: "xWeyg2mAsbbMgY2QlQZSe0M5V7cLx2Y_3tB7AvyPyEw",
    provider: "github",
    callback_url: None,
};

fn cookies(secure: bool, same_site: SameSite) -> CookieSet {
    let names = CookieNames::new(DEFAULT_PREFIX, secure);
    let secrets = [SECRET.into()];
    CookieSet {
        attributes: CookieAttributes {
            secure,
            same_site,
            domain: None,
        },
        codec: SessionCodec::new(Format::Signed, &secrets, &names.session),
        checks: CheckCodecs::new(&secrets, &names),
        names,
    }
}

/// The request that brings these cookies back.
fn request<'a>(set_cookies: impl IntoIterator<Item = &'a HeaderValue>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for cookie in set_cookies {
        let pair = cookie.to_str().unwrap().split(';').next().unwrap();
        headers.append(COOKIE, pair.parse().unwrap());
    }
    headers
}

/// A state cookie with this payload, as whoever has the secret could make it.
fn forged(cookies: &CookieSet, payload: &str) -> HeaderMap {
    let sealed = cookies.checks.state.seal(payload.as_bytes()).unwrap();
    request([&format!("{}={sealed}", cookies.names.state).parse().unwrap()])
}

#[test]
fn come_back_as_they_went() {
    let target = Some("https://app.example/wherever?a=1");
    for secure in [false, true] {
        let cookies = cookies(secure, SameSite::Lax);
        for check in Check::ALL {
            for callback_url in [None, target] {
                let new = NewCheck {
                    callback_url,
                    ..NEW
                };
                let headers = request([&check.seal(&cookies, &new, NOW).unwrap()]);
                let found = check.open(&cookies, &headers, "github", NOW).unwrap();
                assert_eq!(found.value.expose_secret(), NEW.value);
                assert_eq!(found.callback_url.as_deref(), callback_url);
                assert!(found.matches(NEW.value));
                for other in ["", &NEW.value[1..], "github"] {
                    assert!(!found.matches(other));
                }
                assert!(!format!("{found:?}").contains(NEW.value));
            }
        }
    }
}

#[test]
fn are_set_for_a_quarter_of_an_hour() {
    let lifetime = "Path=/; Max-Age=900; Expires=Wed, 23 Dec 2026 14:45:14 GMT";
    for (secure, configured, expected) in [
        (false, SameSite::Lax, "SameSite=Lax"),
        (true, SameSite::Lax, "SameSite=Lax; Secure"),
        (true, SameSite::Strict, "SameSite=Lax; Secure"),
        (true, SameSite::None, "SameSite=None; Secure"),
    ] {
        let cookies = cookies(secure, configured);
        let header = Check::Nonce.seal(&cookies, &NEW, NOW).unwrap();
        assert!(header.is_sensitive());
        let (value, attributes) = header.to_str().unwrap().split_once("; ").unwrap();
        assert_eq!(attributes, format!("HttpOnly; {expected}; {lifetime}"));
        assert!(value.starts_with(&format!("{}=ey", cookies.names.nonce)));
        assert!(!value.contains(NEW.value), "it is sealed");
    }
}

#[test]
fn end_when_their_time_is_over() {
    let cookies = cookies(true, SameSite::Lax);
    let headers = request([&Check::State.seal(&cookies, &NEW, NOW).unwrap()]);
    let seconds = Duration::from_secs;
    for (moment, accepted) in [
        (NOW - seconds(16), false),
        (NOW - seconds(15), true),
        (NOW + seconds(914), true),
        (NOW + seconds(915), false),
    ] {
        let found = Check::State.open(&cookies, &headers, "github", moment);
        assert_eq!(found.is_some(), accepted, "{moment}");
    }
}

#[test]
fn are_of_one_provider_one_cookie_and_one_secret() {
    let cookies = cookies(true, SameSite::Lax);
    let header = Check::State.seal(&cookies, &NEW, NOW).unwrap();
    let open = |check: Check, headers: &HeaderMap, provider| {
        check.open(&cookies, headers, provider, NOW).is_some()
    };
    let headers = request([&header]);
    assert!(open(Check::State, &headers, "github"));
    assert!(!open(Check::State, &headers, "gitlab"));
    assert!(!open(Check::State, &HeaderMap::new(), "github"));
    assert!(!open(Check::Nonce, &headers, "github"));

    let text = header.to_str().unwrap();
    let renamed = text.replace(&cookies.names.state, &cookies.names.nonce);
    assert!(!open(
        Check::Nonce,
        &request([&renamed.parse().unwrap()]),
        "github"
    ));
    let cut = text.replace("; HttpOnly", "A; HttpOnly");
    assert!(!open(
        Check::State,
        &request([&cut.parse().unwrap()]),
        "github"
    ));

    let mut others = self::cookies(true, SameSite::Lax);
    others.checks = CheckCodecs::new(&["another secret".into()], &others.names);
    assert!(
        Check::State
            .open(&others, &headers, "github", NOW)
            .is_none()
    );
}

#[test]
fn say_everything_they_have_to() {
    let cookies = cookies(true, SameSite::Lax);
    let now = NOW.unix_seconds();
    let rest = format!(r#""iat":{now},"exp":{}"#, now + 900);
    for (payload, accepted) in [
        (
            format!(r#"{{"value":"v","provider":"github",{rest}}}"#),
            true,
        ),
        (format!(r#"{{"provider":"github",{rest}}}"#), false),
        (format!(r#"{{"value":"v",{rest}}}"#), false),
        (
            format!(r#"{{"value":7,"provider":"github",{rest}}}"#),
            false,
        ),
        (
            format!(r#"{{"value":"v","provider":"github","iat":{now}}}"#),
            false,
        ),
        (
            r#"{"value":"v","provider":"github","exp":9999999999}"#.to_owned(),
            false,
        ),
        (format!(r#"["v","github",null,{rest}]"#), false),
        (String::new(), false),
    ] {
        let headers = forged(&cookies, &payload);
        let found = Check::State.open(&cookies, &headers, "github", NOW);
        assert_eq!(found.is_some(), accepted, "{payload}");
    }
}

#[test]
fn too_much_is_refused() {
    let cookies = cookies(true, SameSite::Lax);
    let seal = |length| {
        let target = "a".repeat(length);
        let callback_url = Some(&*target);
        let check = NewCheck {
            callback_url,
            ..NEW
        };
        Check::State.seal(&cookies, &check, NOW)
    };
    assert!(seal(2048).is_ok(), "as long as a target can be");
    assert!(seal(4096).is_err());
}

#[test]
fn what_came_is_cleared() {
    let cookies = cookies(false, SameSite::Lax);
    let sealed = [Check::State, Check::Nonce].map(|check| check.seal(&cookies, &NEW, NOW).unwrap());
    let cleared: Vec<_> = clear(&cookies, &request(&sealed)).collect();
    assert_eq!(
        cleared,
        [
            "authjs.state=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0",
            "authjs.nonce=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0",
        ]
    );
    assert_eq!(clear(&cookies, &HeaderMap::new()).count(), 0);
}
