//! A link works once, in time, for its address, and after a click.

use std::time::Duration;

use auth_runtime::Url;
use auth_runtime::adapter::{Adapter, UserStore as _};
use auth_tests::forge::COOKIE;
use auth_tests::{Kind, Log, ProviderLab, Style};

use super::{ADDRESS, ask, click, lab, lab_on, open, path, with};

/// Scanners of mail follow links; they click nothing.
#[tokio::test]
async fn to_look_uses_nothing_up() {
    for kind in Kind::WITH_USERS {
        let (mut lab, outbox) = lab(kind).await;
        ask(&mut lab.client, ADDRESS).await;
        let link = outbox.link().await;
        for _ in 0..3 {
            let page = lab.client.other().get(&path(&link)).await;
            assert_eq!(page.status, 200);
            assert!(!page.touches_session());
            let head = http::Request::head(path(&link)).body(bytes::Bytes::new());
            assert_eq!(lab.client.other().send(head.unwrap()).await.status, 200);
        }
        let answer = open(&mut lab.client, &link).await;
        assert!(answer.sets(COOKIE).is_some(), "{kind:?}");
    }
}

/// Refused, and nobody who was signed in is signed out.
async fn is_refused(lab: &mut ProviderLab, link: &Url, name: &str) {
    let answer = click(&mut lab.client, link).await;
    let target = format!("{}/auth/error?error=Verification", lab.client.origin);
    assert_eq!(answer.location(), target, "{name}");
    assert!(!answer.touches_session(), "{name}");
}

#[tokio::test]
async fn a_link_is_good_once() {
    for kind in Kind::WITH_USERS {
        let (mut lab, outbox) = lab(kind).await;
        ask(&mut lab.client, ADDRESS).await;
        let link = outbox.link().await;
        assert!(open(&mut lab.client, &link).await.sets(COOKIE).is_some());
        let session = lab.client.session().await.json();
        is_refused(&mut lab, &link, "again").await;
        assert_eq!(lab.client.session().await.json(), session);
        lab.client = lab.client.other();
        is_refused(&mut lab, &link, "by another browser").await;
        assert_eq!(lab.client.session().await.text(), "null");
    }
}

pub(super) async fn of_many_who_click_one_comes_in<A: Adapter>(kind: Kind, database: (A, A)) {
    let (mut lab, outbox) = lab_on(kind, database).await;
    ask(&mut lab.client, ADDRESS).await;
    let link = outbox.link().await;
    let clicks: Vec<_> = (0..20)
        .map(|_| {
            let (mut client, link) = (lab.client.other(), link.clone());
            tokio::spawn(async move { click(&mut client, &link).await.sets(COOKIE).is_some() })
        })
        .collect();
    let mut came = 0;
    for click in clicks {
        came += usize::from(click.await.unwrap());
    }
    assert_eq!(came, 1, "{kind:?}");
}

#[tokio::test]
async fn a_link_is_good_for_a_day() {
    for (seconds, is_good) in [(24 * 60 * 60 - 1, true), (24 * 60 * 60 + 1, false)] {
        let (mut lab, outbox) = lab(Kind::Database).await;
        ask(&mut lab.client, ADDRESS).await;
        lab.clock.advance(Duration::from_secs(seconds));
        if is_good {
            let answer = open(&mut lab.client, &outbox.link().await).await;
            assert!(answer.sets(COOKIE).is_some());
        } else {
            is_refused(&mut lab, &outbox.link().await, "after a day").await;
        }
    }
}

#[tokio::test]
async fn a_link_is_good_for_its_address() {
    let (mut lab, outbox) = lab(Kind::Database).await;
    ask(&mut lab.client, "eve@example.com").await;
    let eves = outbox.link().await;
    ask(&mut lab.client, ADDRESS).await;
    let link = outbox.link().await;
    let token = |link: &Url| {
        let mut pairs = link.query_pairs();
        pairs
            .find(|(name, _)| name == "token")
            .unwrap()
            .1
            .into_owned()
    };
    let mut last = token(&link);
    let letter = if last.pop() == Some('A') { 'E' } else { 'A' };
    last.push(letter);
    for (name, changed) in [
        (
            "an address of one's own",
            with(&link, "email", "eve@example.com"),
        ),
        ("the address of another", with(&eves, "email", ADDRESS)),
        ("no address", with(&link, "email", "")),
        ("another token", with(&link, "token", &last)),
        ("no token", with(&link, "token", "")),
        ("a long token", with(&link, "token", &"A".repeat(5000))),
    ] {
        is_refused(&mut lab, &changed, name).await;
    }
    // None of them has used anything up.
    for link in [link, eves] {
        lab.client = lab.client.other();
        let answer = open(&mut lab.client, &link).await;
        assert!(answer.sets(COOKIE).is_some());
    }
}

/// A page of another site clicks for nobody.
#[tokio::test]
async fn a_click_is_the_browsers_own() {
    let (mut lab, outbox) = lab(Kind::Database).await;
    ask(&mut lab.client, ADDRESS).await;
    let link = outbox.link().await;
    let fields: Vec<(String, String)> = link.query_pairs().into_owned().collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (&**a, &**b)).collect();
    let answer = lab
        .client
        .post(Style::Plain, "/auth/callback/email", &fields)
        .await;
    assert_eq!(answer.status, 403);
    assert!(!answer.touches_session());
    assert!(open(&mut lab.client, &link).await.sets(COOKIE).is_some());
}

#[tokio::test]
async fn a_token_is_in_no_log_and_in_no_table() {
    let (log, _guard) = Log::start();
    let (mut lab, outbox) = lab(Kind::Database).await;
    ask(&mut lab.client, ADDRESS).await;
    let link = outbox.link().await;
    let token = link.query_pairs().find(|(name, _)| name == "token");
    let token = token.unwrap().1.into_owned();
    // 256 bits.
    assert!(token.len() >= 43, "{token}");
    let now = lab.clock.now();
    let found = lab
        .tables
        .use_verification_token(ADDRESS, &token, now)
        .await;
    assert!(found.unwrap().is_none(), "what is stored is a hash");
    is_refused(
        &mut lab,
        &with(&link, "email", "eve@example.com"),
        "another",
    )
    .await;
    open(&mut lab.client, &link).await;
    assert!(!log.text().contains(&token));
}
