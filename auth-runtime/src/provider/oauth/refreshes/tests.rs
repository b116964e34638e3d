use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;

use super::super::entry::Entry;
use super::super::fake::{Fake, NOW, Reply, client_at, clock, provider};
use super::*;
use crate::Clock;

/// A provider that numbers its tokens, accepts each refresh token once, and calls those that begin
/// with `bad` used up.
async fn rotating() -> Fake {
    let number = AtomicU32::new(0);
    let spent = Mutex::new(Vec::new());
    Fake::start(move |_, seen| {
        let mut spent = spent.lock().unwrap();
        if seen.body.contains("=bad") || spent.contains(&seen.body) {
            return Reply::with(
                "400 Bad Request",
                "application/json",
                r#"{"error":"invalid_grant"}"#,
            );
        }
        spent.push(seen.body.clone());
        let number = number.fetch_add(1, Ordering::SeqCst) + 1;
        Reply::json(&json!({
            "access_token": format!("access {number}"), "refresh_token": format!("next {number}"),
            "expires_in": 600,
        }))
    })
    .await
}

fn refreshes(fake: &Fake, most: usize, clock: &Clock) -> Arc<Refreshes> {
    let url = |path: &str| format!("{}{path}", fake.url);
    let provider = provider(Entry::OAUTH)
        .authorization(url("/authorize"))
        .token(url("/token"))
        .userinfo(url("/me"));
    Arc::new(Refreshes::with_room_for(most, client_at(provider, clock)))
}

async fn access_token(
    refreshes: &Arc<Refreshes>,
    refresh_token: &str,
) -> Result<String, RefreshError> {
    let tokens = refreshes.refresh(refresh_token).await?;
    Ok(tokens.access_token.expose_secret().clone())
}

#[tokio::test]
async fn fifty_reads_make_one_request() {
    let fake = rotating().await;
    let refreshes = refreshes(&fake, MOST, &clock());
    let reads: Vec<_> = (0..50)
        .map(|_| {
            let refreshes = Arc::clone(&refreshes);
            tokio::spawn(async move { access_token(&refreshes, "old").await })
        })
        .collect();
    for read in reads {
        assert_eq!(read.await.unwrap().as_deref(), Ok("access 1"));
    }
    assert_eq!(fake.seen("/token").len(), 1);
}

#[tokio::test]
async fn a_used_token_gives_the_same_tokens_until_they_are_nearly_over() {
    let fake = rotating().await;
    let clock = clock();
    let refreshes = refreshes(&fake, MOST, &clock);
    for (seconds, answer) in [
        (0, Ok("access 1")),
        (539, Ok("access 1")),
        // The provider knows the token as used up, so it is asked with the one that came for it.
        (1, Ok("access 2")),
        (539, Ok("access 2")),
        (1, Ok("access 3")),
    ] {
        clock.advance(Duration::from_secs(seconds));
        let found = access_token(&refreshes, "old").await;
        assert_eq!(found.as_deref(), answer.as_ref().copied());
    }
    assert_eq!(fake.seen("/token").len(), 3);
    assert_eq!(
        access_token(&refreshes, "another").await.as_deref(),
        Ok("access 4")
    );
}

#[tokio::test]
async fn the_new_token_is_known_for_an_hour_more() {
    let fake = rotating().await;
    for (seconds, answer) in [
        (540 + 3599, Ok("access 2")),
        (540 + 3600, Err(&RefreshError::Revoked)),
    ] {
        let clock = clock();
        let refreshes = refreshes(&fake, MOST, &clock);
        let token = format!("old {seconds}");
        let first = access_token(&refreshes, &token).await;
        assert!(first.is_ok());
        clock.advance(Duration::from_secs(seconds));
        let found = access_token(&refreshes, &token).await;
        assert_eq!(found.as_deref(), answer);
    }
}

#[tokio::test]
async fn a_token_that_stays_the_same_is_asked_with_again() {
    let fake =
        Fake::start(|_, _| Reply::json(&json!({ "access_token": "access", "expires_in": 600 })))
            .await;
    let clock = clock();
    let refreshes = refreshes(&fake, MOST, &clock);
    for requests in 1..4 {
        assert!(access_token(&refreshes, "standing").await.is_ok());
        assert_eq!(fake.seen("/token").len(), requests);
        clock.advance(Duration::from_secs(540));
    }
}

#[tokio::test]
async fn a_failure_is_asked_for_again_soon() {
    let fake = rotating().await;
    let clock = clock();
    let refreshes = refreshes(&fake, MOST, &clock);
    for (seconds, requests) in [(0, 1), (0, 1), (1, 1), (1, 2)] {
        clock.advance(Duration::from_secs(seconds));
        assert!(access_token(&refreshes, "bad").await.is_err());
        assert_eq!(fake.seen("/token").len(), requests);
    }
}

#[tokio::test]
async fn a_client_that_hangs_up_loses_no_tokens() {
    let fake = rotating().await;
    let refreshes = refreshes(&fake, MOST, &clock());
    {
        let mut gone = Box::pin(refreshes.refresh("old"));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(gone.as_mut().poll(&mut context).is_pending());
    }
    assert_eq!(
        access_token(&refreshes, "old").await.as_deref(),
        Ok("access 1")
    );
    assert_eq!(fake.seen("/token").len(), 1);
}

#[tokio::test]
async fn memory_is_bounded() {
    let fake = rotating().await;
    let clock = clock();
    let refreshes = refreshes(&fake, 2, &clock);
    for (token, answer) in [
        ("a", "access 1"),
        ("b", "access 2"),
        ("b", "access 2"),
        ("c", "access 3"),
        ("c", "access 3"),
    ] {
        assert_eq!(access_token(&refreshes, token).await.as_deref(), Ok(answer));
        clock.advance(Duration::from_secs(1));
    }
    assert_eq!(refreshes.flights().len(), 2);
    // The one that was over soonest had to go.
    assert_eq!(
        access_token(&refreshes, "b").await.as_deref(),
        Ok("access 2")
    );
    assert!(access_token(&refreshes, "a").await.is_err());
}

#[test]
fn a_runtime_that_ends_leaves_nothing_behind() {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    let first = runtime();
    let fake = first.block_on(rotating());
    let refreshes = refreshes(&fake, MOST, &clock());
    first
        .block_on(async { refreshes.board("old").map(drop) })
        .unwrap();
    drop(first);
    let again = runtime().block_on(async {
        let outcome = refreshes.board("old").unwrap();
        outcome.has_changed().is_ok()
    });
    assert!(
        again,
        "the request of a runtime that is gone is still waited for"
    );
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let refreshes = {
        let provider = provider(Entry::OIDC).issuer("http://127.0.0.1:9");
        Arc::new(Refreshes::new(client_at(provider, &clock())))
    };
    assert_eq!(
        refreshes.board("old").err(),
        Some(RefreshError::Unavailable)
    );
}

#[test]
fn outcomes_are_kept_while_they_are_of_use() {
    let tokens = |expires_at: Option<i64>| Tokens {
        access_token: "a".into(),
        refresh_token: "r".into(),
        expires_at: expires_at.map(Timestamp::from_unix_seconds),
        scope: None,
        id_token: None,
    };
    for (outcome, kept) in [
        (Ok(tokens(Some(NOW + 600))), 540),
        (Ok(tokens(Some(NOW + 60))), 30),
        (Ok(tokens(Some(NOW))), 0),
        (Ok(tokens(Some(i64::MAX))), 3600),
        (Ok(tokens(Some(i64::MIN))), i64::MIN),
        (Ok(tokens(None)), 60),
        (Err(RefreshError::Revoked), 2),
    ] {
        let until = until(&outcome, Timestamp::from_unix_seconds(NOW)).unix_seconds();
        if kept <= 0 {
            assert!(until <= NOW);
        } else {
            assert_eq!(until - NOW, kept);
        }
    }
}
