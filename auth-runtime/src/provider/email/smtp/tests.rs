use super::fake::{FakeServer, Mood};
use super::*;
use crate::Url;

const TOKEN: &str = "c2VjcmV0LXRva2VuLW9mLTMyLWJ5dGVzLi4uLi4uLi4";

fn mail(host: &str) -> SignInMail {
    let url = format!("https://app.example/auth/callback/email?callbackUrl=%2F&token={TOKEN}");
    SignInMail::new(
        "ada@example.com".parse().unwrap(),
        Url::parse(&url).unwrap(),
        host,
        Duration::from_secs(86_400),
    )
}

/// Sends through a fake server: what came of it, and the lines that the server was sent.
fn send(
    mood: Mood,
    url: impl Fn(u16) -> String,
    mail: &SignInMail,
) -> (Result<(), String>, Vec<String>) {
    let server = FakeServer::start(mood);
    let mut mailer = SmtpMailer::from_url(&url(server.port), "Our app <app@example.com>").unwrap();
    if matches!(mood, Mood::Silent) {
        Arc::get_mut(&mut mailer.0).unwrap().timeout = Duration::from_millis(50);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let sent = runtime.block_on(mailer.send(mail));
    let sent = sent.map_err(|error| format!("{error} {error:?}"));
    (sent, server.lines())
}

fn plain(port: u16) -> String {
    format!("smtp://127.0.0.1:{port}")
}

/// The lines of the mail itself.
fn message_of(lines: &[String]) -> &[String] {
    let start = lines.iter().position(|line| line == "DATA").unwrap();
    let end = lines.iter().position(|line| line == ".").unwrap();
    &lines[start + 1..end]
}

#[test]
fn sends_both_bodies_to_one_address() {
    let mail = mail("app.example");
    let (sent, lines) = send(Mood::Willing, plain, &mail);
    sent.unwrap();
    assert_eq!(lines[0], "EHLO example.com");
    assert_eq!(lines[1], "MAIL FROM:<app@example.com>");
    assert_eq!(lines[2], "RCPT TO:<ada@example.com>");
    assert_eq!(lines[3], "DATA");
    assert_eq!(lines.last().unwrap(), "QUIT");

    let message = message_of(&lines);
    let headers: Vec<_> = message.iter().take_while(|line| !line.is_empty()).collect();
    for header in [
        "From: \"Our app\" <app@example.com>",
        "To: ada@example.com",
        "Subject: Sign in to app.example",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: multipart/alternative;",
    ] {
        assert!(
            headers.iter().any(|line| *line == header),
            "{header} in {headers:#?}"
        );
    }
    assert!(headers.iter().any(|line| line.starts_with("Date: ")));
    assert!(
        headers
            .iter()
            .any(|line| line.starts_with("Message-ID: <") && line.ends_with("@example.com>"))
    );

    // Both bodies survive the way, whatever their encoding is (RFC 2045 section 6.7).
    let body = message.join("\n").replace("=\n", "").replace("=3D", "=");
    assert!(body.contains(&mail.text()), "{body}");
    assert!(body.contains(&mail.html()), "{body}");
    assert!(message.iter().all(|line| line.len() <= 998));
}

#[test]
fn signs_in_with_the_credentials_of_the_url() {
    use base64::Engine as _;

    let url = |port| format!("smtp://ada:hunter2%3A@localhost:{port}");
    let (sent, lines) = send(Mood::Willing, url, &mail("app.example"));
    sent.unwrap();
    let credentials = base64::engine::general_purpose::STANDARD.encode("\0ada\0hunter2:");
    assert_eq!(lines[1], format!("AUTH PLAIN {credentials}"));
}

#[test]
fn a_host_adds_no_header_and_no_recipient() {
    for host in [
        "app.example\r\nBcc: eve@example.com",
        "app.example\nBcc: eve@example.com",
        "app.example\rBcc: eve@example.com",
        "app.example\r\n\r\n.\r\nRCPT TO:<eve@example.com>",
        "app.example\r\n.\r\nMAIL FROM:<eve@example.com>",
    ] {
        let mut mail = mail("app.example");
        host.clone_into(&mut mail.host);
        let (sent, lines) = send(Mood::Willing, plain, &mail);
        sent.unwrap();
        let count = |start: &str| {
            lines
                .iter()
                .filter(|line| line.to_lowercase().starts_with(start))
                .count()
        };
        assert_eq!(count("bcc:"), 0, "{lines:#?}");
        assert_eq!(
            (count("mail from:"), count("rcpt to:"), count("subject:")),
            (1, 1, 1),
            "{lines:#?}"
        );
        assert_eq!(lines.iter().filter(|line| *line == ".").count(), 1);
    }
}

#[test]
fn without_starttls_nothing_is_sent_that_asks_for_it() {
    let url = |port| format!("smtp://ada:hunter2@127.0.0.1:{port}?tls=required");
    let (sent, lines) = send(Mood::Willing, url, &mail("app.example"));
    assert!(sent.unwrap_err().contains("STARTTLS"));
    assert!(
        !lines
            .iter()
            .any(|line| line.starts_with("AUTH") || line.starts_with("MAIL")),
        "{lines:#?}"
    );
}

#[test]
fn what_goes_wrong_is_said_without_secrets() {
    let url = |port| format!("smtp://ada:hunter2@127.0.0.1:{port}");
    let (url_of_mail, credentials) = (
        "550 bad link https://app.example/?token=c2VjcmV0LXRva2VuL",
        "AGFkYQBodW50ZXIy",
    );
    for (mood, words) in [
        (
            Mood::Answers("RCPT", "550 5.1.1 <ada@example.com> unknown user"),
            "(550): 5.1.1 … unknown user",
        ),
        (
            Mood::Answers("MAIL", "451-4.3.0 Try\r\n451 4.3.0 later"),
            "(451)",
        ),
        (
            Mood::Answers("AUTH", "535 5.7.8 ada hunter2 AGFkYQBodW50ZXIy"),
            "(535)",
        ),
        (Mood::Answers(".", url_of_mail), "(550): bad link …"),
        (
            Mood::Answers("EHLO", "nonsense c2VjcmV0LXRva2VuL"),
            "response error",
        ),
        (Mood::Silent, "longer than 50ms"),
    ] {
        let (sent, _) = send(mood, url, &mail("app.example"));
        let error = sent.unwrap_err();
        assert!(error.contains(words), "{error}");
        for secret in ["c2VjcmV0", credentials, "hunter2", "ada@example.com"] {
            assert!(!error.contains(secret), "{secret} in {error}");
        }
    }
}

#[test]
fn no_server_is_an_error() {
    // A port that was free a moment ago.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mailer = SmtpMailer::from_url(&plain(port), "app@example.com").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let error = runtime
        .block_on(mailer.send(&mail("app.example")))
        .unwrap_err();
    assert!(
        error.to_string().starts_with("the mail was not sent: "),
        "{error}"
    );
}

#[test]
fn debug_shows_no_credentials() {
    let mailer =
        SmtpMailer::from_url("smtps://ada:hunter2@mail.example.com", "app@example.com").unwrap();
    let shown = format!("{mailer:?}");
    assert!(shown.contains("app@example.com"));
    assert!(!shown.contains("hunter2") && !shown.contains("ada"));
}
