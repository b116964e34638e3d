//! One client does not write to everybody.

use std::time::Duration;

use auth_tests::{Answer, Client, Kind, ProviderLab, Style};
use bytes::Bytes;
use http::Request;

use super::{ADDRESS, Outbox, ask};

/// The default for one client, in an hour.
const PER_CLIENT: usize = 30;

async fn lab(tells_addresses: bool, trusts_proxy: bool) -> (ProviderLab, Outbox) {
    let outbox = Outbox::default();
    let lab = ProviderLab::with(Kind::Database, |setup, _| {
        setup.providers.push(outbox.provider().into());
        setup.tells_addresses = tells_addresses;
        setup.trusts_proxy = trusts_proxy;
    })
    .await;
    (lab, outbox)
}

/// Asks for a link to the address of this number, in a new browser that a proxy says is at `client`.
async fn ask_from(client: &Client, number: usize, style: Style, forwarded: &str) -> Answer {
    let mut client = client.other();
    let csrf = client.csrf().await;
    let mut request = Request::post("/auth/signin/email")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-forwarded-for", forwarded);
    if style == Style::V5 {
        request = request.header("x-auth-return-redirect", "1");
    }
    let body = format!("csrfToken={csrf}&email=person{number}%40example.com");
    client.send(request.body(Bytes::from(body)).unwrap()).await
}

#[tokio::test]
async fn a_client_writes_to_so_many() {
    /// What a proxy says of the request of this number.
    type Forwarded = fn(usize) -> String;
    let changes: Forwarded = |number| format!("203.0.113.{number}");
    // What stands before the proxy's own word is the client's, who writes what it likes.
    let lies: Forwarded = |number| format!("10.0.0.{number}, 203.0.113.7");
    for (tells_addresses, trusts_proxy, forwarded, is_limited) in [
        (true, false, changes, true),
        (true, true, changes, false),
        (true, true, lies, true),
        (false, true, lies, true),
        // Nobody knows who it is.
        (false, false, lies, false),
    ] {
        let (lab, outbox) = lab(tells_addresses, trusts_proxy).await;
        let name = format!("{tells_addresses} {trusts_proxy} {}", forwarded(1));
        let target = format!("{}/auth/verify-request", lab.client.origin);
        for number in 0..PER_CLIENT {
            let answer = ask_from(&lab.client, number, Style::Plain, &forwarded(number)).await;
            assert!(answer.location().starts_with(&target), "{name}: {number}");
        }
        for (number, style) in [(100, Style::Plain), (101, Style::V5)] {
            let answer = ask_from(&lab.client, number, style, &forwarded(number)).await;
            assert_eq!(answer.status == 429, is_limited, "{name}: {answer:?}");
            if !is_limited {
                continue;
            }
            assert!(!answer.touches_session(), "{name}: {answer:?}");
            if style == Style::V5 {
                let url = format!("{}/auth/error?error=TooManyRequests", lab.client.origin);
                assert_eq!(answer.url(), url, "{name}");
                assert_eq!(answer.json()["error"], "TooManyRequests", "{name}");
            } else {
                let is_page = answer.header("content-type").starts_with("text/html");
                assert!(
                    is_page && answer.text().contains("Too many"),
                    "{name}: {answer:?}"
                );
            }
        }
        lab.clock.advance(Duration::from_secs(60 * 60));
        let answer = ask_from(&lab.client, 102, Style::Plain, &forwarded(102)).await;
        assert!(answer.location().starts_with(&target), "{name}: {answer:?}");
        let others = if is_limited { 0 } else { 2 };
        outbox.has(&lab.client, PER_CLIENT + others + 1).await;
    }
}

#[tokio::test]
async fn an_address_has_five_mails_an_hour() {
    let (mut lab, outbox) = lab(false, false).await;
    for _ in 0..6 {
        ask(&mut lab.client, ADDRESS).await;
    }
    outbox.has(&lab.client, 5).await;
    lab.clock.advance(Duration::from_secs(60 * 60 - 1));
    ask(&mut lab.client, ADDRESS).await;
    outbox.has(&lab.client, 5).await;
    lab.clock.advance(Duration::from_secs(1));
    ask(&mut lab.client, ADDRESS).await;
    outbox.has(&lab.client, 6).await;
}
