//! One browser at two applications: who signs in at one is signed in at the other.

use std::time::Duration;

use auth_runtime::{Clock, TokenReader};
use auth_tests::forge::COOKIE;
use auth_tests::{AuthJs, Client, SECRET, Style};
use http::{HeaderMap, header};
use serde_json::{Value, json};

use super::app::{application, auth, write};

/// The browser goes to the other application. Cookies know nothing of ports.
fn go(from: &Client, to: &mut Client) {
    to.jar = from.jar.clone();
}

fn has_chunks(browser: &Client) -> bool {
    browser.jar.get(&format!("{COOKIE}.0")).is_some()
}

/// The note that the session of the browser has; the session has to be Ada's.
async fn note(browser: &mut Client) -> Value {
    let session = browser.session().await.json();
    assert_eq!(session["user"]["name"], "ada", "{session}");
    assert_eq!(session["user"]["email"], "ada@example.com");
    assert_eq!(session["user"]["id"], "id-of-ada");
    session["note"].clone()
}

/// Signs in at the first, and works with the session at both.
async fn tour(first: &mut Client, second: &mut Client, clock: &Clock) {
    let answer = first.sign_in(Style::V5, &[("name", "ada")]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(first.jar.get(COOKIE).is_some(), "{answer:?}");
    go(first, second);
    assert!(note(second).await.is_null());

    // Ours issues it again after a day, Auth.js at each read.
    clock.advance(Duration::from_secs(2 * 24 * 60 * 60));
    for _ in 0..2 {
        let before = second.jar.get(COOKIE).unwrap().to_owned();
        go(second, first);
        assert!(note(first).await.is_null());
        go(first, second);
        assert!(note(second).await.is_null());
        assert_ne!(second.jar.get(COOKIE), Some(&*before));
    }

    // What either writes is read by the other, over one cookie or over several.
    let long = json!({ "text": "ä€𝄞".repeat(1000), "list": [null, 1.5, {}] });
    for text in [
        json!("short"),
        long.clone(),
        json!(["again"]),
        json!(true),
        long,
    ] {
        write(second, &text).await;
        assert_eq!(has_chunks(second), text.is_object());
        assert_eq!(second.jar.get(COOKIE).is_none(), text.is_object());
        go(second, first);
        assert_eq!(note(first).await, text);
        assert_eq!(has_chunks(first), text.is_object());
        std::mem::swap(first, second);
    }

    // Whoever leaves one has left both.
    second.submit(Style::V5, "signout", &[]).await;
    assert!(!second.jar.header().contains("session-token"));
    go(second, first);
    assert_eq!(first.session().await.text(), "null");
}

#[tokio::test]
async fn who_signs_in_at_authjs_is_signed_in_here() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let clock = Clock::manual(Clock::system().now());
    let mut here = application(&[SECRET], &clock).await;
    tour(&mut authjs.application(&[SECRET]), &mut here, &clock).await;
}

#[tokio::test]
async fn what_only_authjs_knows_is_kept() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let clock = Clock::manual(Clock::system().now());
    let mut here = application(&[SECRET], &clock).await;
    let mut there = authjs.application(&[SECRET]);
    there.sign_in(Style::V5, &[("name", "ada")]).await;
    go(&there, &mut here);
    // It is no reason to issue the token again.
    let answer = here.session().await;
    assert!(answer.sets(COOKIE).is_none(), "{answer:?}");
    write(&mut here, &json!("note")).await;
    clock.advance(Duration::from_secs(2 * 24 * 60 * 60));
    assert!(here.session().await.sets(COOKIE).is_some());
    go(&here, &mut there);
    let session = there.session().await.json();
    assert_eq!(session["own"], json!({ "of": ["Next.js", 1.5] }));
    assert_eq!(session["note"], "note");
}

#[tokio::test]
async fn who_signs_in_here_is_signed_in_at_authjs() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let clock = Clock::manual(Clock::system().now());
    let mut here = application(&[SECRET], &clock).await;
    tour(&mut here, &mut authjs.application(&[SECRET]), &clock).await;
}

#[tokio::test]
async fn authjs_hands_on_when_somebody_signed_in() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let clock = Clock::manual(Clock::system().now());
    let mut here = application(&[SECRET], &clock).await;
    let mut there = authjs.application(&[SECRET]);
    here.sign_in(Style::V5, &[("name", "ada")]).await;
    let start = clock.now();
    go(&here, &mut there);
    assert!(note(&mut there).await.is_null());

    let day = Duration::from_secs(24 * 60 * 60);
    clock.advance(4 * day);
    let headers = HeaderMap::from_iter([(header::COOKIE, there.jar.header().parse().unwrap())]);
    for (days, is_read) in [(5, true), (4, false)] {
        let reader = TokenReader::<auth::Config>::builder()
            .secret(SECRET)
            .secure(false);
        let reader = reader.max_lifetime(days * day).clock(clock.clone());
        let token = reader.build().unwrap().read_cookies(&headers).unwrap();
        assert_eq!(token.is_some(), is_read, "{days} days after {start}");
    }
}
