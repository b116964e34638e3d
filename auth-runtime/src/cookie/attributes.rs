//! How a cookie is set and deleted.

#[cfg(feature = "oauth")]
use std::time::Duration;

use cookie::Cookie;
use http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::time::Timestamp;

/// Whether the browser sends a cookie with requests that come from other sites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameSite {
    /// Only with requests from the site itself. A link from elsewhere arrives signed out.
    Strict,
    /// Also when the user follows a link from elsewhere.
    #[default]
    Lax,
    /// With every request. Browsers take it on secure cookies only.
    None,
}

/// The attributes that all cookies of one configuration have.
///
/// `Path=/` and `HttpOnly` are always there: no script has a reason to read these cookies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CookieAttributes {
    /// Send the cookies over `https` only.
    pub(crate) secure: bool,
    /// When other sites' requests carry the cookies.
    pub(crate) same_site: SameSite,
    /// Share the cookies with the subdomains of this domain, such as `example.com`. The CSRF
    /// cookie is never shared on `https`.
    pub(crate) domain: Option<String>,
}

/// What `encodeURIComponent` leaves as it is.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// A domain with a character that would end the attribute.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the cookies' domain must be a host name such as `example.com`")]
pub(crate) struct BadDomain;

impl CookieAttributes {
    /// Whether the domain can be written: for the start of the application.
    pub(crate) fn check(&self) -> Result<(), BadDomain> {
        let is_host = |domain: &str| {
            !domain.is_empty()
                && domain
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        };
        match &self.domain {
            Some(domain) if !is_host(domain) => Err(BadDomain),
            _ => Ok(()),
        }
    }

    /// The `Set-Cookie` header for this value; without an expiry the browser forgets it when it
    /// is closed. `None` if the name cannot stand in a header.
    pub(crate) fn set(
        &self,
        name: &str,
        value: &str,
        expires: Option<Timestamp>,
    ) -> Option<HeaderValue> {
        let value = utf8_percent_encode(value, COMPONENT).to_string();
        let mut cookie = self.base(name, value);
        if let Some(moment) = expires {
            cookie.set_expires(moment.http_date());
        }
        header(&cookie)
    }

    /// The `Set-Cookie` header for a value that the browser forgets after `max_age`, by its own
    /// clock where it knows `Max-Age`. `None` as with [`set`](Self::set).
    #[cfg(feature = "oauth")]
    pub(crate) fn set_for(
        &self,
        name: &str,
        value: &str,
        now: Timestamp,
        max_age: Duration,
    ) -> Option<HeaderValue> {
        let value = utf8_percent_encode(value, COMPONENT).to_string();
        let mut cookie = self.base(name, value);
        cookie.set_max_age(::time::Duration::try_from(max_age).ok());
        cookie.set_expires((now + max_age).http_date());
        header(&cookie)
    }

    /// The attributes of a cookie that other sites' requests carry by a rule of its own. A cookie
    /// that all of them carry is secure on `http` as well: browsers take no other, and they take
    /// it from this machine.
    #[cfg(feature = "oauth")]
    pub(crate) fn with_same_site(&self, same_site: SameSite) -> Self {
        Self {
            secure: self.secure || same_site == SameSite::None,
            same_site,
            domain: self.domain.clone(),
        }
    }

    /// The `Set-Cookie` header that deletes a cookie. `None` as with [`set`](Self::set).
    pub(crate) fn delete(&self, name: &str) -> Option<HeaderValue> {
        let mut cookie = self.base(name, String::new());
        cookie.set_max_age(::time::Duration::ZERO);
        header(&cookie)
    }

    fn base<'a>(&'a self, name: &'a str, value: String) -> Cookie<'a> {
        let mut cookie = Cookie::new(name, value);
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_same_site(match self.same_site {
            SameSite::Strict => cookie::SameSite::Strict,
            SameSite::Lax => cookie::SameSite::Lax,
            SameSite::None => cookie::SameSite::None,
        });
        if self.secure {
            cookie.set_secure(true);
        }
        // The browser refuses a `__Host-` cookie that names a domain.
        if let Some(domain) = &self.domain
            && self.check().is_ok()
            && !name.starts_with("__Host-")
        {
            cookie.set_domain(domain.as_str());
        }
        cookie
    }
}

fn header(cookie: &Cookie<'_>) -> Option<HeaderValue> {
    let mut value = HeaderValue::try_from(cookie.to_string()).ok()?;
    // Keeps it out of the logs of whoever prints the response.
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(header: Option<HeaderValue>) -> String {
        header.unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn sets_and_deletes() {
        let plain = CookieAttributes::default();
        let shared = CookieAttributes {
            secure: true,
            same_site: SameSite::None,
            domain: Some("example.com".to_owned()),
        };
        let moment = Timestamp::from_unix_seconds(1_798_037_114);
        for (found, expected) in [
            (
                plain.set("a.session-token", "abc", Some(moment)),
                "a.session-token=abc; HttpOnly; SameSite=Lax; Path=/; \
                 Expires=Wed, 23 Dec 2026 14:45:14 GMT",
            ),
            (
                plain.set("a.csrf-token", "a|b", None),
                "a.csrf-token=a%7Cb; HttpOnly; SameSite=Lax; Path=/",
            ),
            (
                plain.set("a.callback-url", "https://é.example/;x", None),
                "a.callback-url=https%3A%2F%2F%C3%A9.example%2F%3Bx; HttpOnly; SameSite=Lax; Path=/",
            ),
            (
                plain.delete("a"),
                "a=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0",
            ),
            (
                shared.set("__Secure-a", "v", None),
                "__Secure-a=v; HttpOnly; SameSite=None; Secure; Path=/; Domain=example.com",
            ),
            (
                shared.delete("__Host-a"),
                "__Host-a=; HttpOnly; SameSite=None; Secure; Path=/; Max-Age=0",
            ),
        ] {
            assert_eq!(text(found), expected);
        }
    }

    #[cfg(feature = "oauth")]
    #[test]
    fn lasts_a_while_and_follows_other_sites() {
        let strict = CookieAttributes {
            same_site: SameSite::Strict,
            ..CookieAttributes::default()
        };
        let moment = Timestamp::from_unix_seconds(1_798_036_214);
        let max_age = Duration::from_secs(900);
        for (same_site, expected) in [
            (SameSite::Lax, "SameSite=Lax"),
            (SameSite::None, "SameSite=None; Secure"),
        ] {
            let attributes = strict.with_same_site(same_site);
            assert_eq!(
                text(attributes.set_for("a.state", "abc", moment, max_age)),
                format!(
                    "a.state=abc; HttpOnly; {expected}; Path=/; Max-Age=900; \
                     Expires=Wed, 23 Dec 2026 14:45:14 GMT"
                )
            );
        }
    }

    #[test]
    fn is_kept_out_of_logs() {
        let header = CookieAttributes::default().set("a", "hush", None).unwrap();
        assert!(!format!("{header:?}").contains("hush"));
    }

    #[test]
    fn refuses_what_would_break_the_header() {
        assert!(
            CookieAttributes::default()
                .set("a\r\nb", "v", None)
                .is_none()
        );
        for (domain, fine) in [
            ("example.com", true),
            (".example.com", true),
            ("example.com; Path=/x", false),
            ("", false),
            ("exa mple.com", false),
        ] {
            let attributes = CookieAttributes {
                domain: Some(domain.to_owned()),
                ..CookieAttributes::default()
            };
            assert_eq!(attributes.check().is_ok(), fine, "{domain}");
            let written = text(attributes.set("a", "v", None));
            assert_eq!(written.contains("Domain"), fine, "{written}");
        }
    }
}
