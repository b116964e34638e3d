//! How long a session lasts, by a clock that the test moves.

use std::time::Duration;

use auth_tests::forge::{COOKIE, claims};
use auth_tests::{Answer, Lab, NOW};
use serde_json::{Value, json};

const DAY: i64 = 24 * 60 * 60;

fn seconds(seconds: i64) -> Duration {
    Duration::from_secs(seconds.unsigned_abs())
}

fn issued(answer: &Answer) -> Option<Value> {
    answer.sets(COOKIE).map(|token| claims(&token))
}

#[tokio::test]
async fn clocks_may_differ_by_fifteen_seconds() {
    for (late, is_fine) in [
        (-1, true),
        (0, true),
        (10, true),
        (14, true),
        (15, false),
        (16, false),
    ] {
        let mut lab = Lab::signed_in(|builder| builder).await;
        lab.clock.advance(seconds(30 * DAY + late));
        let answer = lab.client.session().await;
        if is_fine {
            let renewed = issued(&answer).unwrap();
            assert_eq!(renewed["exp"], NOW + 60 * DAY + late, "{late}");
            assert_eq!(answer.json()["user"]["id"], "id-of-ada", "{late}");
        } else {
            assert_eq!(answer.text(), "null", "{late}");
            assert!(answer.deletes(COOKIE), "{late}");
        }
    }
}

#[tokio::test]
async fn a_token_is_issued_again_when_it_is_due() {
    for path in ["/auth/session", "/me"] {
        let mut lab = Lab::signed_in(|builder| builder).await;
        lab.clock.advance(seconds(DAY - 1));
        let answer = lab.client.get(path).await;
        assert_eq!(answer.json()["expires"], "2027-02-14T08:00:00.000Z");
        assert!(answer.set_cookies().is_empty(), "{path}");
        lab.clock.advance(seconds(1));
        let answer = lab.client.get(path).await;
        let renewed = issued(&answer).unwrap();
        assert_eq!(renewed["iat"], NOW + DAY, "{path}");
        assert_eq!(renewed["exp"], NOW + 31 * DAY, "{path}");
        assert_eq!(renewed["auth_time"], NOW, "{path}");
        assert_eq!(answer.json()["expires"], "2027-02-15T08:00:00.000Z");
        // And then not for another day.
        assert!(
            lab.client.get(path).await.set_cookies().is_empty(),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_session_that_is_used_goes_on() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    for _ in 0..24 {
        lab.clock.advance(seconds(29 * DAY));
        assert_eq!(lab.client.get("/me").await.status, 200);
    }
}

#[tokio::test]
async fn without_an_update_age_each_read_issues() {
    let mut lab = Lab::signed_in(|builder| builder.update_age(Duration::ZERO)).await;
    let mut ids = Vec::new();
    for path in ["/auth/session", "/auth/session", "/me", "/me"] {
        let answer = lab.client.get(path).await;
        ids.push(issued(&answer).unwrap()["jti"].to_string());
    }
    ids.dedup();
    assert_eq!(ids.len(), 4);
}

#[tokio::test]
async fn a_changed_token_is_issued_at_once() {
    for path in ["/auth/session", "/me"] {
        let mut lab = Lab::signed_in(|builder| builder).await;
        lab.script.plan(|plan| plan.note = Some("new".to_owned()));
        let answer = lab.client.get(path).await;
        assert_eq!(issued(&answer).unwrap()["note"], "new", "{path}");
        assert_eq!(answer.json()["note"], "new", "{path}");
        // The same note again is no change.
        let answer = lab.client.get(path).await;
        assert_eq!(answer.json()["note"], "new", "{path}");
        assert!(answer.set_cookies().is_empty(), "{path}");
    }
}

#[tokio::test]
async fn max_lifetime_is_final() {
    let settings = |builder: auth_tests::app::Builder| {
        builder
            .max_age(seconds(10))
            .update_age(Duration::ZERO)
            .max_lifetime(seconds(25))
    };
    let mut lab = Lab::signed_in(settings).await;
    for (later, expires) in [(9, 19), (9, 25), (6, 25)] {
        lab.clock.advance(seconds(later));
        let answer = lab.client.session().await;
        assert_eq!(issued(&answer).unwrap()["exp"], NOW + expires);
        assert_eq!(answer.json()["user"]["id"], "id-of-ada");
    }
    // There is no tolerance for this one.
    lab.clock.advance(seconds(1));
    let answer = lab.client.session().await;
    assert_eq!(answer.text(), "null");
    assert!(answer.deletes(COOKIE));
}

#[tokio::test]
async fn an_update_does_not_prolong_the_lifetime() {
    let settings = |builder: auth_tests::app::Builder| builder.max_lifetime(seconds(100));
    let mut lab = Lab::signed_in(settings).await;
    lab.clock.advance(seconds(60));
    let answer = lab.client.update(json!({ "note": "x" })).await;
    assert_eq!(issued(&answer).unwrap()["exp"], NOW + 100);
    lab.clock.advance(seconds(40));
    assert_eq!(lab.client.session().await.text(), "null");
}

#[tokio::test]
async fn the_client_is_told_when_the_token_ends() {
    let mut lab = Lab::signed_in(|builder| builder.max_age(seconds(3 * DAY))).await;
    for _ in 0..5 {
        lab.clock.advance(seconds(DAY / 2));
        let told = lab.client.session().await.json()["expires"].clone();
        let ends = claims(lab.client.jar.get(COOKIE).unwrap())["exp"].clone();
        let ends = auth_runtime::Timestamp::from_unix_seconds(ends.as_i64().unwrap());
        assert_eq!(told, ends.to_string());
    }
}

/// The lifetimes were made longer while somebody was signed in: a token that is accepted only by
/// the tolerance is issued again, or the next read would sign out.
#[tokio::test]
async fn a_token_at_its_end_is_due_whatever_its_age() {
    let short = |b: auth_tests::app::Builder| b.max_age(seconds(100)).update_age(seconds(50));
    let before = Lab::signed_in(short).await;
    let clock = before.clock.clone();
    let mut after = Lab::at(clock, |b| b.secret(auth_tests::SECRET)).await;
    after.client.jar = before.client.jar.clone();
    before.clock.advance(seconds(99));
    assert!(after.client.session().await.set_cookies().is_empty());
    before.clock.advance(seconds(11));
    let answer = after.client.session().await;
    assert_eq!(issued(&answer).unwrap()["exp"], NOW + 110 + 30 * DAY);
}

/// The lifetimes were made shorter: nobody keeps a session that could not be had any more.
#[tokio::test]
async fn shorter_lifetimes_hold_for_tokens_of_before() {
    let before = Lab::signed_in(|builder| builder).await;
    let short = |b: auth_tests::app::Builder| b.secret(auth_tests::SECRET).max_age(seconds(3600));
    let mut after = Lab::at(before.clock.clone(), short).await;
    after.client.jar = before.client.jar.clone();
    before.clock.advance(seconds(60));
    let ends = auth_runtime::Timestamp::from_unix_seconds(NOW + 3600);
    let told = after.client.session().await.json()["expires"].clone();
    assert_eq!(told, ends.to_string());
    before.clock.advance(seconds(3600));
    assert_eq!(after.client.session().await.text(), "null");
}
