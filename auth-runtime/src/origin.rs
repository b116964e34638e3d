//! Where browsers reach the application.

use std::fmt;
use std::net::Ipv4Addr;

use http::header::HOST;
use http::{HeaderMap, HeaderName, Uri};
use url::{Host, Url};

/// The longest host with its port that is looked at, in bytes.
const MAX_HOST_LENGTH: usize = 320;

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// A scheme, a host and a port.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Origin(Url);

impl Origin {
    /// The origin of a public URL; its path is not looked at.
    pub(crate) fn of(url: &Url) -> Result<Self, OriginError> {
        if !matches!(url.scheme(), "http" | "https")
            || !url.username().is_empty()
            || url.password().is_some()
        {
            return Err(OriginError::NotPublic);
        }
        let mut base = url.clone();
        base.set_path("/");
        base.set_query(None);
        base.set_fragment(None);
        Ok(Self(base))
    }

    /// The origin as a URL with the path `/`.
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// Reads `host` or `host:port`, and nothing else.
    fn parse(scheme: &str, host: &str) -> Result<Self, OriginError> {
        let plain = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b':' | b'[' | b']')
        };
        // The URL parser would forgive much of what this refuses: blanks, user names, paths.
        if host.is_empty() || host.len() > MAX_HOST_LENGTH || !host.bytes().all(plain) {
            return Err(OriginError::BadHost);
        }
        let url = Url::parse(&format!("{scheme}://{host}/")).map_err(|_| OriginError::BadHost)?;
        let bare = host.ends_with(':') || url.host().is_none() || url.path() != "/";
        if bare {
            Err(OriginError::BadHost)
        } else {
            Ok(Self(url))
        }
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Origin({})", self.0)
    }
}

/// How the origin of a request is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OriginPolicy {
    /// It is this public URL, whatever the request says.
    Fixed(Url),
    /// It is the request's own host, which must be this machine: for development.
    Loopback,
    /// A trusted proxy in front of the application says it.
    Forwarded,
}

/// Why the origin of a request is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OriginError {
    /// The request names no host.
    #[error("the request has no `Host` header")]
    NoHost,
    /// The request's host is not one.
    #[error("the request's host is not a host name with an optional port")]
    BadHost,
    /// The proxy names a scheme that is not of the web.
    #[error("`X-Forwarded-Proto` is neither `http` nor `https`")]
    BadScheme,
    /// The request comes by another name than `localhost`, and nobody said that this is right.
    #[error(
        "the application is reached by a name that is not `localhost`: set its public URL with \
         `.url(\"https://…\")`"
    )]
    NotLoopback,
    /// The configured URL cannot be the application's.
    #[error("the public URL must be an `http` or `https` URL without a user name")]
    NotPublic,
}

impl OriginPolicy {
    /// The origin of a request with these headers. HTTP/2 names the host in the URI.
    pub(crate) fn resolve(&self, headers: &HeaderMap, uri: &Uri) -> Result<Origin, OriginError> {
        match self {
            Self::Fixed(url) => Origin::of(url),
            Self::Loopback => {
                let origin = Origin::parse("http", host(headers, uri)?)?;
                if origin.0.host().is_some_and(|host| is_loopback(&host)) {
                    Ok(origin)
                } else {
                    Err(OriginError::NotLoopback)
                }
            }
            Self::Forwarded => {
                let scheme = match first(headers, &FORWARDED_PROTO)? {
                    None => "http",
                    Some(scheme) if scheme.eq_ignore_ascii_case("https") => "https",
                    Some(scheme) if scheme.eq_ignore_ascii_case("http") => "http",
                    Some(_) => return Err(OriginError::BadScheme),
                };
                match first(headers, &FORWARDED_HOST)? {
                    Some(host) => Origin::parse(scheme, host),
                    None => Origin::parse(scheme, host(headers, uri)?),
                }
            }
        }
    }

    /// Whether the origin is reached over `https`, without finding out the rest of it: this
    /// decides the names of the cookies, on every request.
    pub(crate) fn is_secure(&self, headers: &HeaderMap) -> bool {
        match self {
            Self::Fixed(url) => url.scheme() == "https",
            Self::Loopback => false,
            Self::Forwarded => first(headers, &FORWARDED_PROTO)
                .ok()
                .flatten()
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")),
        }
    }
}

/// The request's own host. Where there are two names for it, nothing tells which is right.
fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Result<&'a str, OriginError> {
    let mut all = headers.get_all(HOST).iter();
    match (all.next(), all.next(), uri.authority()) {
        (Some(host), None, _) => host.to_str().map_err(|_| OriginError::BadHost),
        (None, _, Some(authority)) => Ok(authority.as_str()),
        (None, _, None) => Err(OriginError::NoHost),
        (Some(_), Some(_), _) => Err(OriginError::BadHost),
    }
}

/// The first of the values that the proxies in front of us have listed.
fn first<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, OriginError> {
    let Some(value) = headers.get(name) else {
        return Ok(None);
    };
    let value = value.to_str().map_err(|_| OriginError::BadHost)?;
    Ok(value.split(',').next().map(str::trim))
}

/// Whether the host is this machine by its name or its address.
pub(crate) fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => Ipv4Addr::is_loopback(address),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn request(list: &[(&'static str, &str)]) -> HeaderMap {
        list.iter()
            .map(|(name, value)| {
                let value = HeaderValue::from_str(value).unwrap();
                (HeaderName::from_static(name), value)
            })
            .collect()
    }

    fn resolve(
        policy: &OriginPolicy,
        list: &[(&'static str, &str)],
    ) -> Result<String, OriginError> {
        let origin = policy.resolve(&request(list), &Uri::from_static("/auth/session"))?;
        assert_eq!(
            origin.url().scheme() == "https",
            policy.is_secure(&request(list))
        );
        Ok(origin.url().to_string())
    }

    #[test]
    fn a_public_url_is_final() {
        let lies = [
            ("host", "evil.example"),
            ("x-forwarded-host", "evil.example"),
        ];
        for (url, found) in [
            ("https://app.example/auth?x#y", Ok("https://app.example/")),
            ("http://app.example:8080", Ok("http://app.example:8080/")),
            ("https://me@app.example", Err(OriginError::NotPublic)),
            ("ftp://app.example", Err(OriginError::NotPublic)),
        ] {
            let policy = OriginPolicy::Fixed(Url::parse(url).unwrap());
            assert_eq!(
                resolve(&policy, &lies).as_deref(),
                found.as_deref(),
                "{url}"
            );
        }
    }

    #[test]
    fn without_a_url_only_this_machine_is_served() {
        for (host, found) in [
            ("localhost", Ok("http://localhost/")),
            ("LOCALHOST:3000", Ok("http://localhost:3000/")),
            ("app.localhost:3000", Ok("http://app.localhost:3000/")),
            ("127.0.0.1:80", Ok("http://127.0.0.1/")),
            ("127.8.8.8", Ok("http://127.8.8.8/")),
            ("[::1]:3000", Ok("http://[::1]:3000/")),
            ("app.example", Err(OriginError::NotLoopback)),
            ("localhost.example", Err(OriginError::NotLoopback)),
            ("notlocalhost", Err(OriginError::NotLoopback)),
            ("192.168.0.1", Err(OriginError::NotLoopback)),
            ("[::2]", Err(OriginError::NotLoopback)),
            ("localhost@evil.example", Err(OriginError::BadHost)),
            ("evil.example/localhost", Err(OriginError::BadHost)),
            ("localhost?x", Err(OriginError::BadHost)),
            ("localhost#x", Err(OriginError::BadHost)),
            ("localhost\\x", Err(OriginError::BadHost)),
            ("local host", Err(OriginError::BadHost)),
            ("local%68ost", Err(OriginError::BadHost)),
            ("localhost:", Err(OriginError::BadHost)),
            ("localhost:x", Err(OriginError::BadHost)),
            ("localhost:99999", Err(OriginError::BadHost)),
            (":80", Err(OriginError::BadHost)),
            ("", Err(OriginError::BadHost)),
        ] {
            let resolved = resolve(&OriginPolicy::Loopback, &[("host", host)]);
            assert_eq!(resolved.as_deref(), found.as_deref(), "{host}");
        }
        assert!(
            OriginError::NotLoopback
                .to_string()
                .contains(".url(\"https://…\")")
        );
        let two = [("host", "localhost"), ("host", "localhost:1")];
        assert_eq!(
            resolve(&OriginPolicy::Loopback, &two),
            Err(OriginError::BadHost)
        );
        assert_eq!(
            resolve(&OriginPolicy::Loopback, &[]),
            Err(OriginError::NoHost)
        );
        let uri = Uri::from_static("http://localhost:3000/auth");
        let origin = OriginPolicy::Loopback
            .resolve(&HeaderMap::new(), &uri)
            .unwrap();
        assert_eq!(format!("{origin:?}"), "Origin(http://localhost:3000/)");
    }

    #[test]
    fn a_trusted_proxy_says_where_we_are() {
        for (list, found) in [
            (
                &[
                    ("x-forwarded-proto", "https"),
                    ("x-forwarded-host", "app.example"),
                    ("host", "inner:80"),
                ][..],
                Ok("https://app.example/"),
            ),
            (
                &[
                    ("x-forwarded-proto", "HTTPS, http"),
                    ("x-forwarded-host", "app.example:8443, other"),
                ],
                Ok("https://app.example:8443/"),
            ),
            (
                &[("x-forwarded-proto", "https"), ("host", "app.example")],
                Ok("https://app.example/"),
            ),
            (&[("host", "app.example")], Ok("http://app.example/")),
            (
                &[("x-forwarded-proto", "ftp"), ("host", "app.example")],
                Err(OriginError::BadScheme),
            ),
            (
                &[("x-forwarded-host", "a@b"), ("host", "app.example")],
                Err(OriginError::BadHost),
            ),
            (
                &[("x-forwarded-host", ""), ("host", "app.example")],
                Err(OriginError::BadHost),
            ),
            (&[("x-forwarded-proto", "https")], Err(OriginError::NoHost)),
        ] {
            let resolved = resolve(&OriginPolicy::Forwarded, list);
            assert_eq!(resolved.as_deref(), found.as_deref(), "{list:?}");
        }
    }

    proptest! {
        #[test]
        fn a_host_is_all_that_is_read(host in "\\PC{0,40}") {
            if let Ok(origin) = Origin::parse("https", &host) {
                prop_assert_eq!(origin.url().path(), "/");
                prop_assert_eq!(origin.url().username(), "");
                prop_assert!(origin.url().query().is_none());
            }
        }
    }
}
