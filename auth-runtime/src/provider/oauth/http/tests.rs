use std::time::Instant;

use serde_json::json;

use super::super::fake::{Fake, Reply, http};
use super::*;

async fn get(reply: fn() -> Reply) -> Result<Value, OAuthError> {
    let fake = Fake::start(move |_, _| reply()).await;
    let url = Url::parse(&fake.url)
        .unwrap()
        .join("/secret?code=secret")
        .unwrap();
    let answer = http().get(&url, Some("secret")).await;
    if let Err(error) = &answer {
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    answer
}

fn name(error: &OAuthError) -> &'static str {
    match error {
        OAuthError::Unreachable { .. } => "unreachable",
        OAuthError::Status { .. } => "status",
        OAuthError::TooLarge { .. } => "too large",
        OAuthError::NotJson { found, .. } => found,
        _ => "another",
    }
}

#[tokio::test]
async fn json_is_read_whatever_it_is_called() {
    let reply = || Reply::with("200 OK", "text/plain", r#"{"a":1}"#);
    assert_eq!(get(reply).await.unwrap(), json!({ "a": 1 }));
}

#[tokio::test]
async fn bad_answers_are_errors_soon() {
    const LONG: Duration = Duration::from_secs(60);
    const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    type Case = (fn() -> Reply, &'static str, bool);
    let cases: [Case; 11] = [
        (
            || Reply::with("200 OK", "text/html; charset=utf-8", "<p>secret</p>"),
            "HTML",
            true,
        ),
        (
            || Reply::with("200 OK", "application/json", "secret"),
            "something else",
            true,
        ),
        (
            || Reply::with("200 OK", "application/json", ""),
            "nothing",
            true,
        ),
        (
            || Reply::with("500 Internal Server Error", "application/json", "{}"),
            "status",
            true,
        ),
        (
            || Reply::with("401 Unauthorized", "application/json", "{}"),
            "status",
            false,
        ),
        // Where it points to is not asked.
        (
            || {
                Reply::raw(
                    "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
                )
            },
            "status",
            false,
        ),
        (|| Reply::raw("").then_wait(LONG), "unreachable", true),
        (
            || Reply::raw(format!("{HEAD}Content-Length: 9\r\n\r\n{{")).then_wait(LONG),
            "unreachable",
            true,
        ),
        // More than is read, without a word of how much; and more than was said.
        (
            || Reply::raw(format!("{HEAD}\r\n{}", "[".repeat(99_999))),
            "too large",
            true,
        ),
        (|| Reply::raw("not HTTP\r\n\r\n"), "unreachable", true),
        (
            || Reply::with("200 OK", "application/json", &" ".repeat(99_999)),
            "too large",
            true,
        ),
    ];
    let begun = Instant::now();
    for (number, (reply, expected, is_unavailable)) in cases.into_iter().enumerate() {
        let error = get(reply).await.unwrap_err();
        assert_eq!(name(&error), expected, "case {number}: {error}");
        assert_eq!(error.is_unavailable(), is_unavailable, "case {number}");
    }
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_token_with_a_line_break_is_not_sent() {
    let fake = Fake::start(|_, _| Reply::json(&json!({}))).await;
    let url = Url::parse(&fake.url).unwrap();
    assert!(http().get(&url, Some("a\r\nx: b")).await.is_err());
    assert!(fake.seen("/").is_empty());
}

#[tokio::test]
async fn nobody_at_the_door_is_said_with_the_reason() {
    // The port of a listener that is gone.
    let url = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap()
    };
    let error = http().get(&url, None).await.unwrap_err();
    assert!(error.to_string().contains("refused"), "{error}");
    assert!(error.is_unavailable());
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let url = Url::parse("http://127.0.0.1:9").unwrap();
    let mut request = Box::pin(async move { http().get(&url, None).await });
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let polled = request.as_mut().poll(&mut context);
    assert!(matches!(
        polled,
        std::task::Poll::Ready(Err(OAuthError::NoRuntime))
    ));
}

#[test]
fn a_proxy_that_cannot_be_used_is_a_problem() {
    for (name, url, is_usable) in [
        ("HTTPS_PROXY", "http://proxy.example:3128", true),
        ("https_proxy", "https://user:hidden@proxy.example", true),
        ("ALL_PROXY", "proxy.example:3128", true),
        ("all_proxy", "HTTP://proxy.example", true),
        ("ALL_PROXY", "socks5://user:hidden@proxy.example", false),
        ("HTTPS_PROXY", "socks5h://proxy.example", false),
        ("HTTPS_PROXY", "http://", false),
    ] {
        let found = proxy(&|asked| (asked == name).then(|| url.to_owned()));
        match found {
            Ok(found) => assert!(is_usable && found.is_some(), "{url}"),
            Err(problem) => {
                assert!(!is_usable && problem.contains(name), "{url}: {problem}");
                assert!(!problem.contains("hidden"), "{problem}");
            }
        }
    }
    assert!(proxy(&|_| None).unwrap().is_none());
    assert!(proxy(&|_| Some(String::new())).unwrap().is_none());
}

#[test]
fn nothing_of_a_peers_certificate_is_said() {
    let names = rustls::CertificateError::NotValidForNameContext {
        expected: "issuer.example".try_into().unwrap(),
        presented: vec!["<made up>".to_owned()],
    };
    let tls = || rustls::Error::InvalidCertificate(names.clone());
    for error in [
        io::Error::other(tls()),
        io::Error::other(io::Error::other(tls())),
    ] {
        assert_eq!(cause(&error), "its certificate is that of another host");
    }
    assert_eq!(cause(&tls()), "its certificate is that of another host");
    let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
    assert_eq!(cause(&refused), "connection refused");
}
