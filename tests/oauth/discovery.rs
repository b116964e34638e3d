//! What a provider says about itself is asked for seldom, and not by whoever likes.

use std::time::Duration;

use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::{Endpoint, Key, Reply, Signature};
use auth_tests::{Kind, ProviderLab};
use serde_json::json;

const HOUR: Duration = Duration::from_secs(60 * 60);

fn counts(lab: &ProviderLab) -> (usize, usize) {
    (
        lab.idp.count(Endpoint::Metadata),
        lab.idp.count(Endpoint::Keys),
    )
}

async fn signs_in(lab: &mut ProviderLab) -> bool {
    lab.client = lab.client.other();
    let answer = lab.client.sign_in_with("idp").await;
    answer.sets(COOKIE).is_some()
}

#[tokio::test]
async fn many_sign_ins_ask_once() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    assert_eq!(counts(&lab), (0, 0));
    for _ in 0..20 {
        assert!(signs_in(&mut lab).await);
    }
    assert_eq!(counts(&lab), (1, 1));
    // A day later both are asked for again.
    lab.clock.advance(25 * HOUR);
    for _ in 0..20 {
        assert!(signs_in(&mut lab).await);
    }
    assert_eq!(counts(&lab), (2, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_ask_once() {
    let lab = ProviderLab::new(Kind::Token).await;
    let browsers: Vec<_> = (0..30)
        .map(|_| {
            let mut client = lab.client.other();
            tokio::spawn(async move { client.sign_in_with("idp").await.sets(COOKIE).is_some() })
        })
        .collect();
    for browser in browsers {
        assert!(browser.await.unwrap());
    }
    assert_eq!(counts(&lab), (1, 1));
}

/// The provider signs with another key from now on: one sign-in finds that out for all.
#[tokio::test]
async fn new_keys_are_found() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    assert!(signs_in(&mut lab).await);
    for (key, old) in [(Key::Second, Key::First), (Key::Curve, Key::Second)] {
        lab.clock.advance(Duration::from_secs(120));
        let before = counts(&lab);
        lab.idp.plan(|plan| {
            plan.keys = vec![old, key];
            plan.signature = Signature::By(key);
        });
        for _ in 0..5 {
            assert!(signs_in(&mut lab).await, "{key:?}");
        }
        assert_eq!(counts(&lab), (before.0, before.1 + 1), "{key:?}");
    }
}

/// Tokens that name keys which nobody has do not make us ask for each.
#[tokio::test]
async fn unknown_keys_are_looked_for_seldom() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    assert!(signs_in(&mut lab).await);
    lab.idp
        .plan(|plan| plan.signature = Signature::Named(Key::First, "nobody's"));
    for _ in 0..20 {
        assert!(!signs_in(&mut lab).await);
    }
    assert_eq!(counts(&lab), (1, 2));
    // Those who have a known key come in all the while.
    lab.idp
        .plan(|plan| plan.signature = Signature::By(Key::First));
    assert!(signs_in(&mut lab).await);
    assert_eq!(counts(&lab), (1, 2));
    lab.clock.advance(Duration::from_secs(120));
    lab.idp
        .plan(|plan| plan.signature = Signature::Named(Key::First, "nobody's"));
    assert!(!signs_in(&mut lab).await);
    assert_eq!(counts(&lab), (1, 3));
}

/// A key that was withdrawn is not believed for long.
#[tokio::test]
async fn withdrawn_keys_are_forgotten() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    assert!(signs_in(&mut lab).await);
    lab.idp.plan(|plan| plan.keys = vec![Key::Second]);
    lab.clock.advance(2 * HOUR);
    assert!(!signs_in(&mut lab).await);
}

/// A provider that is in trouble does not take those away who could sign in without asking.
#[tokio::test]
async fn what_was_known_is_used_while_the_provider_is_in_trouble() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    assert!(signs_in(&mut lab).await);
    let trouble = || Reply::Json(503, json!({}));
    lab.idp.plan(|plan| {
        plan.replies.insert(Endpoint::Metadata, trouble());
        plan.replies.insert(Endpoint::Keys, trouble());
    });
    lab.clock.advance(13 * HOUR);
    assert!(signs_in(&mut lab).await);
    lab.clock.advance(12 * HOUR);
    let answer = lab
        .client
        .choose(auth_tests::Style::Plain, "idp", "/")
        .await;
    let is_refused = answer.location().ends_with("error=Configuration");
    assert!(is_refused, "after a day it is too old: {answer:?}");
}

/// Nobody who comes while a provider is away makes us ask again and again.
#[tokio::test]
async fn a_failure_is_remembered_for_a_moment() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    lab.idp.plan(|plan| {
        let trouble = Reply::Json(503, json!({}));
        drop(plan.replies.insert(Endpoint::Metadata, trouble));
    });
    for _ in 0..10 {
        let answer = lab
            .client
            .choose(auth_tests::Style::Plain, "idp", "/")
            .await;
        assert!(answer.location().ends_with("error=Configuration"));
    }
    assert_eq!(counts(&lab), (1, 0));
    lab.idp.plan(|plan| plan.replies.clear());
    lab.clock.advance(Duration::from_secs(6));
    assert!(signs_in(&mut lab).await);
}
