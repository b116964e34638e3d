//! A database that is killed in the middle of things, and comes back.

use std::time::{Duration, Instant};

use auth_runtime::adapter::PostgresAdapter;
use auth_runtime::sqlx::{self, Connection as _, PgConnection, PgPool};
use auth_tests::forge::COOKIE;
use auth_tests::servers::PostgresServer;
use auth_tests::{Answer, Client, DatabaseLab, Style};
use tokio::task::JoinHandle;

const BOB: &[(&str, &str)] = &[("name", "bob"), ("password", "correct horse")];

struct Killed {
    server: PostgresServer,
    lab: DatabaseLab,
}

impl Killed {
    async fn new() -> Option<Self> {
        let server = PostgresServer::start()?;
        let adapter = PostgresAdapter::connect(&server.url()).await.unwrap();
        let adapter = adapter.migrate_on_build(true);
        let mut lab = DatabaseLab::new(adapter).await;
        lab.sign_in("ada").await;
        Some(Self { server, lab })
    }

    /// Kills the server once the request waits for a lock of `statement`, and says what came of it.
    async fn kill_during(
        &self,
        statement: &'static str,
        request: impl FnOnce(Client) -> JoinHandle<Answer>,
    ) -> Answer {
        let mut blocker = PgConnection::connect(&self.server.url()).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("BEGIN; {statement}")))
            .execute(&mut blocker)
            .await
            .unwrap();
        // Another one watches: within a transaction the list of who waits stays as it was.
        let mut watcher = PgConnection::connect(&self.server.url()).await.unwrap();
        let request = request(self.lab.client.clone());
        loop {
            let waiting: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
            )
            .fetch_one(&mut watcher)
            .await
            .unwrap();
            if waiting > 0 {
                break;
            }
            assert!(!request.is_finished(), "the request waited for nothing");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.server.kill();
        let answer = request.await.unwrap();
        self.server.restart();
        answer
    }

    async fn count(&self, query: &'static str) -> i64 {
        let pool = PgPool::connect(&self.server.url()).await.unwrap();
        sqlx::query_scalar(query).fetch_one(&pool).await.unwrap()
    }
}

#[track_caller]
fn is_unavailable(answer: &Answer) {
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(answer.json().is_object(), "{answer:?}");
    assert_eq!(answer.sets(COOKIE), None, "{answer:?}");
    assert!(!answer.deletes(COOKIE), "{answer:?}");
}

fn session(mut client: Client) -> JoinHandle<Answer> {
    tokio::spawn(async move { client.session().await })
}

#[allow(clippy::needless_pass_by_value)] // As `session` does, which keeps it.
fn sign_in(client: Client) -> JoinHandle<Answer> {
    let mut client = client.other();
    tokio::spawn(async move { client.sign_in(Style::V5, BOB).await })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_is_unavailable_and_the_session_is_there_afterwards() {
    let Some(mut killed) = Killed::new().await else {
        return;
    };
    let lock = "LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE";
    let answer = killed.kill_during(lock, session).await;
    is_unavailable(&answer);
    let answer = killed.lab.client.session().await;
    assert_eq!(answer.json()["user"]["id"], "id-of-ada");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slide_is_made_up_for_by_the_next_read() {
    let Some(mut killed) = Killed::new().await else {
        return;
    };
    killed.lab.clock.advance(Duration::from_secs(24 * 60 * 60));
    let lock = "SELECT * FROM sessions FOR UPDATE";
    // The session was read before the server was killed, so it is there; it ends as before.
    let answer = killed.kill_during(lock, session).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["expires"], "2027-02-14T08:00:00.000Z");
    assert!(answer.set_cookies().is_empty());
    let answer = killed.lab.client.session().await;
    assert_eq!(answer.json()["expires"], "2027-02-15T08:00:00.000Z");
    assert!(answer.sets(COOKIE).is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_leaves_nothing_half_done() {
    let Some(killed) = Killed::new().await else {
        return;
    };
    let lock = "LOCK TABLE accounts IN EXCLUSIVE MODE";
    let answer = killed.kill_during(lock, sign_in).await;
    is_unavailable(&answer);
    let users = "SELECT count(*) FROM users WHERE id = 'id-of-bob'";
    assert_eq!(killed.count(users).await, 0);
    // The same a step later: the user is there, the session is not.
    let lock = "LOCK TABLE sessions IN EXCLUSIVE MODE";
    let answer = killed.kill_during(lock, sign_in).await;
    is_unavailable(&answer);
    assert_eq!(killed.count(users).await, 1);
    let mut client = killed.lab.client.other();
    assert_eq!(client.sign_in(Style::V5, BOB).await.status, 200);
    assert_eq!(client.session().await.json()["user"]["id"], "id-of-bob");
    assert_eq!(killed.count(users).await, 1);
    let accounts = "SELECT count(*) FROM accounts WHERE user_id = 'id-of-bob'";
    assert_eq!(killed.count(accounts).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_it_is_away_nobody_is_signed_out() {
    let Some(mut killed) = Killed::new().await else {
        return;
    };
    let lab = &mut killed.lab;
    killed.server.kill();
    let id = lab.client.jar.get(COOKIE).unwrap().to_owned();
    for path in ["/auth/session", "/me", "/maybe"] {
        is_unavailable(&lab.client.get(path).await);
    }
    is_unavailable(&lab.client.update(serde_json::json!({ "note": "x" })).await);
    is_unavailable(&lab.client.submit(Style::V5, "signout", &[]).await);
    is_unavailable(&lab.client.other().sign_in(Style::V4, BOB).await);
    let page = lab.client.other().sign_in(Style::Plain, BOB).await;
    assert_eq!(page.status, 503);
    assert!(page.text().contains("could not reach its database"));
    assert!(lab.auth.sessions("id-of-ada").await.is_err());
    assert_eq!(lab.client.jar.get(COOKIE), Some(&*id));
    killed.server.restart();
    for path in ["/auth/session", "/me", "/maybe"] {
        let answer = lab.client.get(path).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.json()["user"]["id"], "id-of-ada");
    }
    assert_eq!(
        lab.client.submit(Style::V5, "signout", &[]).await.status,
        200
    );
    assert_eq!(lab.client.session().await.text(), "null");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exhausted_pool_gives_up_after_a_bounded_wait() {
    let Some(server) = PostgresServer::start() else {
        return;
    };
    let pool = sqlx::postgres::PgPoolOptions::new()
        .max_connections(1)
        .connect(&server.url())
        .await
        .unwrap();
    let adapter = PostgresAdapter::new(pool.clone())
        .migrate_on_build(true)
        .patience(Duration::from_secs(2));
    let mut lab = DatabaseLab::new(adapter).await;
    lab.sign_in("ada").await;
    let taken = pool.acquire().await.unwrap();
    let start = Instant::now();
    is_unavailable(&lab.client.session().await);
    // The pool alone would have waited for half a minute.
    assert!(start.elapsed() < Duration::from_secs(10));
    drop(taken);
    assert_eq!(lab.client.get("/me").await.status, 200);
}
