//! The secret of both is changed while people are signed in, in the three steps of the guide.

use auth_runtime::Clock;
use auth_tests::forge::COOKIE;
use auth_tests::{AuthJs, Client, Style};
use serde_json::json;

use super::app::{application, write};

const OLD: &str = "an old secret, 32 bytes or longer";
const NEW: &str = "a new secret, 32 bytes or longer";

/// The secrets of an application at each step: it reads the new one, writes it, and forgets the old one.
const STEPS: [&[&str]; 4] = [&[OLD], &[OLD, NEW], &[NEW, OLD], &[NEW]];

async fn is_signed_in(browser: &mut Client) -> bool {
    let answer = browser.session().await;
    assert_eq!(answer.status, 200);
    answer.json()["user"]["id"] == "id-of-ada"
}

#[tokio::test]
async fn nobody_is_signed_out_by_a_new_secret() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let clock = Clock::system();
    let mut browsers = Vec::new();
    for secrets in STEPS {
        browsers.push((
            application(secrets, &clock).await,
            authjs.application(secrets),
        ));
    }
    // One of the two is a step ahead of the other, and either may have made the token.
    for (step, next) in [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3)] {
        for (ours, theirs) in [(step, next), (next, step)] {
            let mut here = browsers[ours].0.other();
            let mut there = browsers[theirs].1.other();
            here.sign_in(Style::V5, &[("name", "ada")]).await;
            write(&mut here, &json!("ä".repeat(3000))).await;
            there.jar = here.jar.clone();
            assert!(is_signed_in(&mut there).await, "{ours} {theirs}");

            let mut there = there.other();
            there.sign_in(Style::V5, &[("name", "ada")]).await;
            write(&mut there, &json!("ä".repeat(3000))).await;
            here.jar = there.jar.clone();
            assert!(is_signed_in(&mut here).await, "{ours} {theirs}");
        }
    }
}

#[tokio::test]
async fn a_step_that_is_left_out_signs_out() {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let mut here = application(&[OLD], &Clock::system()).await;
    let mut there = authjs.application(&[NEW, OLD]);
    there.sign_in(Style::V5, &[("name", "ada")]).await;
    here.jar = there.jar.clone();
    let answer = here.session().await;
    assert_eq!(answer.text(), "null");
    assert!(answer.deletes(COOKIE));
}
