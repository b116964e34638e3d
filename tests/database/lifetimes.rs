//! How long a row lasts, by a clock that the test moves.

use std::time::Duration;

use auth_runtime::adapter::{MemoryAdapter, SessionStore as _};
use auth_runtime::{ConfigError, Timestamp};
use auth_tests::forge::COOKIE;
use auth_tests::{DatabaseLab, NOW, Script};

const DAY: u64 = 24 * 60 * 60;

fn days(days: u64) -> Duration {
    Duration::from_secs(days * DAY)
}

fn after(days: u64) -> Timestamp {
    Timestamp::from_unix_seconds(NOW) + Duration::from_secs(days * DAY)
}

#[tokio::test]
async fn a_session_slides_once_a_day() {
    for path in ["/auth/session", "/me"] {
        let tables = MemoryAdapter::new();
        let mut lab = DatabaseLab::new(tables.clone()).await;
        lab.sign_in("ada").await;
        lab.clock.advance(Duration::from_secs(DAY - 1));
        let answer = lab.client.get(path).await;
        assert_eq!(answer.json()["expires"], "2027-02-14T08:00:00.000Z");
        assert!(answer.set_cookies().is_empty());
        lab.clock.advance(Duration::from_secs(1));
        let id = lab.client.jar.get(COOKIE).unwrap().to_owned();
        let answer = lab.client.get(path).await;
        // The browser keeps the id for as long as the row lasts.
        assert_eq!(answer.sets(COOKIE), Some(id));
        assert!(answer.set_cookies().iter().any(|cookie| {
            cookie
                .to_string()
                .contains("Expires=Mon, 15 Feb 2027 08:00:00 GMT")
        }));
        assert_eq!(answer.json()["expires"], "2027-02-15T08:00:00.000Z");
        assert!(lab.client.get(path).await.set_cookies().is_empty());
        let rows = tables.sessions("id-of-ada", after(1)).await.unwrap();
        assert_eq!(rows[0].expires, after(31));
        assert_eq!(rows[0].last_seen, Some(after(1)));
        assert_eq!(rows[0].created, Some(after(0)));
    }
}

#[tokio::test]
async fn a_session_that_is_used_goes_on_and_one_that_is_not_ends() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    lab.sign_in("ada").await;
    for _ in 0..24 {
        lab.clock.advance(days(29));
        assert_eq!(lab.client.get("/me").await.status, 200);
    }
    // The very second of its end is over.
    lab.clock.advance(days(30));
    let answer = lab.client.session().await;
    assert_eq!(answer.text(), "null");
    assert!(answer.deletes(COOKIE));
}

#[tokio::test]
async fn an_absolute_lifetime_counts_from_the_sign_in() {
    let settings = |builder: auth_tests::DatabaseBuilder<_>| builder.max_lifetime(days(40));
    let mut lab = DatabaseLab::with(MemoryAdapter::new(), settings).await;
    lab.sign_in("ada").await;
    for day in [20, 39] {
        lab.clock.advance(days(if day == 20 { 20 } else { 19 }));
        let answer = lab.client.session().await;
        assert_eq!(answer.json()["expires"], after(40).to_string(), "{day}");
    }
    lab.clock.advance(days(1));
    assert_eq!(lab.client.session().await.text(), "null");
}

#[tokio::test]
async fn stricter_settings_count_for_old_rows() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    lab.sign_in("ada").await;
    let jar = lab.client.jar.clone();
    let settings = |builder: auth_tests::DatabaseBuilder<_>| builder.max_age(days(2));
    let mut strict = DatabaseLab::with(tables, settings).await;
    strict.client.jar = jar;
    assert_eq!(
        strict.client.session().await.json()["expires"],
        after(2).to_string()
    );
    strict.clock.advance(days(2));
    assert_eq!(strict.client.session().await.text(), "null");
    let ada = strict.auth.sessions("id-of-ada").await.unwrap();
    assert!(ada.is_empty());
}

#[tokio::test]
async fn without_an_update_age_each_read_moves_the_end() {
    let settings = |builder: auth_tests::DatabaseBuilder<_>| builder.update_age(Duration::ZERO);
    let mut lab = DatabaseLab::with(MemoryAdapter::new(), settings).await;
    lab.sign_in("ada").await;
    for second in 1..4 {
        lab.clock.advance(Duration::from_secs(1));
        let answer = lab.client.session().await;
        let expires = Timestamp::from_unix_seconds(NOW + second) + days(30);
        assert_eq!(answer.json()["expires"], expires.to_string());
        assert!(answer.sets(COOKIE).is_some());
    }
}

#[tokio::test]
async fn settings_are_still_checked_at_once() {
    let error = auth_tests::database_app::auth::builder()
        .secret("short")
        .max_age(Duration::ZERO)
        .state(Script::default())
        .adapter(MemoryAdapter::new())
        .build()
        .await
        .unwrap_err();
    assert!(matches!(
        error.errors(),
        [
            ConfigError::ShortSecret { .. },
            ConfigError::NoTime { setting: "max_age" }
        ]
    ));
}

#[tokio::test]
async fn who_cannot_hand_cookies_on_moves_no_end() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    lab.sign_in("ada").await;
    lab.clock.advance(days(1));
    let mut headers = http::HeaderMap::new();
    let cookies = lab.client.jar.header().parse().unwrap();
    headers.insert(http::header::COOKIE, cookies);
    let session = lab.auth.session(&headers).await.unwrap().unwrap();
    assert_eq!(session.expires, after(30));
    assert_eq!(expires(&tables).await, after(30));
    // The read that answers the browser still moves it, and tells the browser.
    assert!(lab.client.get("/me").await.sets(COOKIE).is_some());
    assert_eq!(expires(&tables).await, after(31));
}

#[tokio::test]
async fn posted_data_that_does_not_fit_keeps_the_moved_cookie() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    lab.sign_in("ada").await;
    lab.clock.advance(days(1));
    let answer = lab.client.update(serde_json::json!({ "note": 7 })).await;
    assert_eq!(answer.status, 400);
    assert!(answer.sets(COOKIE).is_some());
    assert_eq!(expires(&tables).await, after(31));
}

#[tokio::test]
async fn a_list_stays_true_when_the_end_cannot_move() {
    let settings = |builder: auth_tests::DatabaseBuilder<_>| builder.max_lifetime(days(30));
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::with(tables.clone(), settings).await;
    lab.sign_in("ada").await;
    for day in [2, 4, 6] {
        lab.clock.advance(days(2));
        let answer = lab.client.get("/me").await;
        assert!(answer.set_cookies().is_empty(), "{day}");
        let rows = tables.sessions("id-of-ada", after(day)).await.unwrap();
        assert_eq!(rows[0].last_seen, Some(after(day)));
        assert_eq!(rows[0].expires, after(30));
    }
}

#[tokio::test]
async fn without_its_beginning_a_session_with_an_absolute_lifetime_does_not_move() {
    let settings = |builder: auth_tests::DatabaseBuilder<_>| builder.max_lifetime(days(90));
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::with(tables.clone(), settings).await;
    lab.sign_in("ada").await;
    let mut row = tables
        .sessions("id-of-ada", after(0))
        .await
        .unwrap()
        .remove(0);
    row.created = None;
    assert!(tables.delete_session(&row.id).await.unwrap());
    tables.create_session(&row).await.unwrap();
    lab.clock.advance(days(29));
    assert_eq!(lab.client.get("/me").await.status, 200);
    lab.clock.advance(days(1));
    assert_eq!(lab.client.get("/me").await.status, 401);
}

async fn expires(tables: &MemoryAdapter) -> Timestamp {
    let start = Timestamp::from_unix_seconds(NOW);
    tables.sessions("id-of-ada", start).await.unwrap()[0].expires
}
