//! The server that mails go to, from a URL.

use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use percent_encoding::percent_decode_str;
use url::Host;

use super::SmtpError;
use crate::Url;

/// The ports of submission, with TLS from the start and without (RFC 8314 section 3.3, RFC 6409 section 3.1).
const SUBMISSIONS: u16 = 465;
const SUBMISSION: u16 = 587;

/// How the connection is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Security {
    Tls,
    StartTls,
    Clear,
}

/// What the URL says.
struct Server {
    host: Host,
    port: u16,
    security: Security,
    credentials: Option<(String, String)>,
}

/// A connection to the server, with the name that introduces us to it.
pub(super) fn parse(url: &str, hello: &str) -> Result<AsyncSmtpTransportBuilder, SmtpError> {
    let server = read(url)?;
    // Without the brackets that an IPv6 address has in a URL.
    let host = match server.host {
        Host::Domain(name) => name,
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    };
    let tls = || TlsParameters::new(host.clone()).map_err(|error| SmtpError::Tls(error.into()));
    let tls = match server.security {
        Security::Tls => Tls::Wrapper(tls()?),
        Security::StartTls => Tls::Required(tls()?),
        Security::Clear => Tls::None,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(server.port)
        .tls(tls)
        .hello_name(ClientId::Domain(hello.to_owned()));
    if let Some((user, password)) = server.credentials {
        builder = builder.credentials(Credentials::new(user, password));
    }
    Ok(builder)
}

fn read(url: &str) -> Result<Server, SmtpError> {
    let url = Url::parse(url).map_err(SmtpError::Url)?;
    let is_wrapped = match url.scheme() {
        "smtps" => true,
        "smtp" => false,
        _ => return Err(SmtpError::Scheme),
    };
    // For schemes that the URL standard does not know, the host is not read as a domain yet.
    let host = url.host_str().filter(|host| !host.is_empty());
    let host = Host::parse(host.ok_or(SmtpError::Host)?).map_err(|_| SmtpError::Host)?;
    let has_path = !matches!(url.path(), "" | "/");
    let security = match (is_wrapped, url.query()) {
        _ if has_path || url.fragment().is_some() => return Err(SmtpError::Suffix),
        (true, None | Some("tls=required")) => Security::Tls,
        (false, None) if is_this_machine(&host) => Security::Clear,
        (false, None | Some("tls=required")) => Security::StartTls,
        (false, Some("tls=none")) => Security::Clear,
        _ => return Err(SmtpError::Suffix),
    };
    let credentials = credentials(&url)?;
    if credentials.is_some() && security == Security::Clear && !is_this_machine(&host) {
        return Err(SmtpError::PasswordInClear);
    }
    let port = if is_wrapped { SUBMISSIONS } else { SUBMISSION };
    Ok(Server {
        host,
        port: url.port().unwrap_or(port),
        security,
        credentials,
    })
}

fn credentials(url: &Url) -> Result<Option<(String, String)>, SmtpError> {
    let decode = |text| {
        let text = percent_decode_str(text).decode_utf8().ok()?;
        // A zero byte separates the two in the mechanism PLAIN (RFC 4616).
        (!text.is_empty() && !text.contains(char::is_control)).then(|| text.into_owned())
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, password) => {
            let both = decode(user).zip(password.and_then(decode));
            both.map(Some).ok_or(SmtpError::Credentials)
        }
    }
}

fn is_this_machine(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_is_left_out_on_this_machine_or_when_it_is_said() {
        for (url, host, port, security) in [
            (
                "smtps://mail.example.com",
                "mail.example.com",
                465,
                Security::Tls,
            ),
            (
                "smtps://mail.example.com/",
                "mail.example.com",
                465,
                Security::Tls,
            ),
            (
                "smtps://mail.example.com:4650?tls=required",
                "mail.example.com",
                4650,
                Security::Tls,
            ),
            ("smtps://localhost", "localhost", 465, Security::Tls),
            (
                "smtp://mail.example.com",
                "mail.example.com",
                587,
                Security::StartTls,
            ),
            (
                "smtp://mail.example.com:25",
                "mail.example.com",
                25,
                Security::StartTls,
            ),
            ("smtp://192.0.2.1", "192.0.2.1", 587, Security::StartTls),
            (
                "smtp://127.0.0.1?tls=required",
                "127.0.0.1",
                587,
                Security::StartTls,
            ),
            (
                "smtp://localhost.example.com",
                "localhost.example.com",
                587,
                Security::StartTls,
            ),
            ("smtp://localhost", "localhost", 587, Security::Clear),
            ("smtp://LOCALHOST:1025", "localhost", 1025, Security::Clear),
            ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, Security::Clear),
            ("smtp://[::1]:1025", "[::1]", 1025, Security::Clear),
            (
                "smtp://mailbox:1025?tls=none",
                "mailbox",
                1025,
                Security::Clear,
            ),
            (
                "smtps://bücher.example",
                "xn--bcher-kva.example",
                465,
                Security::Tls,
            ),
        ] {
            let server = read(url).unwrap_or_else(|error| panic!("{url}: {error}"));
            assert_eq!(server.host.to_string(), host, "{url}");
            assert_eq!((server.port, server.security), (port, security), "{url}");
            assert!(server.credentials.is_none(), "{url}");
        }
    }

    #[test]
    fn credentials_are_percent_decoded() {
        for (url, user, password) in [
            ("smtps://ada:lovelace@mail.example.com", "ada", "lovelace"),
            (
                "smtps://ada%40example.com:p%2Fw%3A%C3%BC@mail.example.com",
                "ada@example.com",
                "p/w:ü",
            ),
            ("smtp://ada:lovelace@localhost", "ada", "lovelace"),
        ] {
            let credentials = read(url).unwrap().credentials.unwrap();
            assert_eq!(credentials, (user.to_owned(), password.to_owned()), "{url}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_url() {
        for (url, words) in [
            ("", "cannot be read"),
            ("mail.example.com", "cannot be read"),
            (
                "smtps://ada:hunter2@mail.example.com:99999",
                "cannot be read",
            ),
            ("https://ada:hunter2@mail.example.com", "begins with"),
            ("mail.example.com:465", "begins with"),
            ("smtps:mail.example.com", "names no server"),
            ("smtps:///x", "names no server"),
            ("smtps://ada:hunter2@exa%00mple.com", "names no server"),
            ("smtps://ada@mail.example.com", "both"),
            ("smtps://:hunter2@mail.example.com", "both"),
            ("smtps://ada:@mail.example.com", "both"),
            ("smtps://ada:hunter2%00@mail.example.com", "both"),
            ("smtps://ada:hunter2%ff@mail.example.com", "both"),
            ("smtps://ada:hunter2@mail.example.com/x", "nothing but"),
            ("smtps://ada:hunter2@mail.example.com#x", "nothing but"),
            (
                "smtps://ada:hunter2@mail.example.com?tls=none",
                "nothing but",
            ),
            (
                "smtp://ada:hunter2@mail.example.com?tls=opportunistic",
                "nothing but",
            ),
            ("smtp://mail.example.com?tls=none&x", "nothing but"),
            ("smtp://ada:hunter2@mail.example.com?tls=none", "in clear"),
        ] {
            let Err(error) = read(url) else {
                panic!("{url} is taken");
            };
            assert!(error.to_string().contains(words), "{url}: {error}");
            assert!(
                !format!("{error:?} {error}").contains("hunter2"),
                "{url}: {error:?}"
            );
        }
    }

    #[test]
    fn tls_needs_no_global_provider() {
        assert!(parse("smtps://mail.example.com", "example.com").is_ok());
        assert!(parse("smtp://mail.example.com", "example.com").is_ok());
    }
}
