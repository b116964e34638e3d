//! Who is sent a link, and what is told of it.

use std::time::Duration;

use auth_runtime::SignInDecision;
use auth_runtime::provider::{Email, SignInMail};
use auth_tests::{Kind, Log, ProviderLab};

use super::{ADDRESS, Outbox, ask, lab, open};

#[tokio::test]
async fn a_mailbox_is_not_flooded() {
    let outbox = Outbox::default();
    let mut lab = ProviderLab::with(Kind::Database, |setup, _| {
        let hour = Duration::from_secs(60 * 60);
        let provider = outbox.provider().limit_per_address(4, hour);
        setup.providers.push(provider.into());
    })
    .await;
    let target = format!("{}/auth/verify-request", lab.client.origin);
    for number in 0..100 {
        // The same mailbox, however it is written.
        let address = ["ada@example.com", "ADA@example.com", "ada+x@example.com"][number % 3];
        lab.client = lab.client.other();
        let answer = ask(&mut lab.client, address).await;
        assert!(answer.location().starts_with(&target), "{number}");
    }
    outbox.has(&lab.client, 4).await;
    ask(&mut lab.client, "bob@example.com").await;
    outbox.has(&lab.client, 5).await;
    lab.clock.advance(Duration::from_secs(2 * 60 * 60));
    ask(&mut lab.client, ADDRESS).await;
    outbox.has(&lab.client, 6).await;
}

#[tokio::test]
async fn an_address_is_one_address() {
    let (mut lab, outbox) = lab(Kind::Database).await;
    for address in [
        "",
        "ada",
        "ada@",
        "@example.com",
        "ada@example.com,eve@example.com",
        "ada@example.com, eve@example.com",
        "ada@example.com;eve@example.com",
        "ada@example.com eve@example.com",
        "ada@eve@example.com",
        "\"ada\"@example.com",
        "\"ada@eve.example\"@example.com",
        "Ada <ada@example.com>",
        "<ada@example.com>",
        "ada@example.com\r\nBcc: eve@example.com",
        "ada@example.com\nBcc: eve@example.com",
        "ada@example.com\0",
        "ada%0d%0aBcc:eve@example.com\r",
        "ada@[127.0.0.1]",
        "ada(comment)@example.com",
        "ada@exam\u{200b}ple.com",
    ] {
        let answer = ask(&mut lab.client, address).await;
        assert!(
            answer.status >= 400 || answer.location().contains("error="),
            "{address:?}: {answer:?}"
        );
        assert!(!answer.text().contains("Bcc"), "{address:?}");
        outbox.has(&lab.client, 0).await;
    }
}

/// Nobody finds out who has an account here.
#[tokio::test]
async fn known_and_unknown_addresses_are_answered_alike() {
    for kind in Kind::WITH_USERS {
        let (mut lab, outbox) = lab(kind).await;
        ask(&mut lab.client, ADDRESS).await;
        open(&mut lab.client, &outbox.link().await).await;
        let mut answers = Vec::new();
        for address in [ADDRESS, "nobody@example.com"] {
            let mut client = lab.client.other();
            client.csrf().await;
            let answer = ask(&mut client, address).await;
            let names: Vec<_> = answer.headers.keys().cloned().collect();
            answers.push((
                answer.status,
                names,
                answer.location().to_owned(),
                answer.body.clone(),
            ));
        }
        assert_eq!(answers[0], answers[1], "{kind:?}");
        // Also where the application lets only one of them in.
        lab.stage
            .script
            .plan(|plan| plan.sign_in = Some(SignInDecision::Deny));
        let count = outbox.count();
        let answer = ask(&mut lab.client.other(), ADDRESS).await;
        assert_eq!(answer.location(), answers[0].2);
        lab.stage.script.plan(|plan| plan.sign_in = None);
        outbox.has(&lab.client, count).await;
    }
}

/// Whether a mail could be sent would tell whether one was to be sent: the log has it, and nobody else.
#[tokio::test]
async fn a_mail_that_cannot_be_sent_is_in_the_log() {
    let (log, _guard) = Log::start();
    let mut lab = ProviderLab::with(Kind::Database, |setup, _| {
        let email = Email::new(async |_: SignInMail| Err("the post office is closed".into()));
        setup.providers.push(email.into());
    })
    .await;
    let answer = ask(&mut lab.client, ADDRESS).await;
    assert!(
        answer.location().contains("/auth/verify-request?"),
        "{answer:?}"
    );
    assert!(!answer.touches_session());
    for _ in 0..1000 {
        if log.text().contains("the post office is closed") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the log has nothing of it: {}", log.text());
}

/// The page that sends people to their mail knows nobody's address, and needs none.
#[tokio::test]
async fn the_page_after_a_link_is_the_same_for_all() {
    let (mut lab, _) = lab(Kind::Database).await;
    let bare = lab.client.get("/auth/verify-request").await;
    let named = "/auth/verify-request?provider=email&type=email";
    let named = lab.client.get(named).await;
    assert_eq!((bare.status, named.status), (200, 200));
    assert_eq!(bare.text(), named.text());
    assert!(bare.text().contains("24 hours"), "{bare:?}");
    let other = lab.client.get("/auth/verify-request?provider=idp").await;
    assert!(other.location().ends_with("/error?error=Configuration"));
}
