//! Many at once, on each database.

use std::time::Duration;

use auth_runtime::adapter::{Adapter, MySqlAdapter, PostgresAdapter, SqliteAdapter};
use auth_runtime::sqlx;
use auth_tests::forge::COOKIE;
use auth_tests::servers::PostgresServer;
use auth_tests::{DatabaseFile, DatabaseLab, Style, with_mysql};

const FORM: &[(&str, &str)] = &[("name", "ada"), ("password", "correct horse")];

/// 64 browsers sign in at once, and nobody has been here before.
async fn sign_in_at_once(adapter: impl Adapter) -> DatabaseLab {
    let lab = DatabaseLab::new(adapter).await;
    let browsers: Vec<_> = (0..64)
        .map(|_| {
            let mut client = lab.client.other();
            tokio::spawn(async move {
                let answer = client.sign_in(Style::V5, FORM).await;
                assert_eq!(answer.status, 200, "{answer:?}");
                client.session().await.json()["user"]["id"].clone()
            })
        })
        .collect();
    for browser in browsers {
        assert_eq!(browser.await.unwrap(), "id-of-ada");
    }
    let calls = lab.script.calls();
    let count = |name| calls.iter().filter(|call| **call == name).count();
    assert_eq!(count("on_create_user"), 1);
    assert_eq!(count("on_sign_in for the first time"), 1);
    assert_eq!(count("on_sign_in"), 63);
    assert_eq!(lab.auth.sessions("id-of-ada").await.unwrap().len(), 64);
    lab
}

/// 64 requests of one browser at once, with a session that is due to slide.
async fn read_at_once(lab: &mut DatabaseLab) {
    lab.client = lab.client.other();
    lab.sign_in("ada").await;
    lab.clock.advance(Duration::from_secs(24 * 60 * 60));
    let reads: Vec<_> = (0..64)
        .map(|_| {
            let mut client = lab.client.clone();
            tokio::spawn(async move { client.session().await })
        })
        .collect();
    let mut renewed = 0;
    for read in reads {
        let answer = read.await.unwrap();
        assert_eq!(answer.json()["user"]["id"], "id-of-ada");
        renewed += usize::from(answer.sets(COOKIE).is_some());
    }
    assert_eq!(renewed, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sqlite() {
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let pool = adapter.pool().clone();
    let mut lab = sign_in_at_once(adapter).await;
    for table in ["users", "accounts"] {
        let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let rows: i64 = sqlx::query_scalar(query).fetch_one(&pool).await.unwrap();
        assert_eq!(rows, 1, "{table}");
    }
    sqlx::raw_sql(
        "CREATE TABLE writes (id TEXT); \
         CREATE TRIGGER count_writes AFTER UPDATE ON sessions \
         BEGIN INSERT INTO writes VALUES (new.id); END",
    )
    .execute(&pool)
    .await
    .unwrap();
    read_at_once(&mut lab).await;
    let query = sqlx::query_scalar("SELECT count(*) FROM writes");
    let writes: i64 = query.fetch_one(&pool).await.unwrap();
    assert_eq!(writes, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn postgres() {
    let Some(server) = PostgresServer::start() else {
        return;
    };
    let adapter = PostgresAdapter::connect(&server.url()).await.unwrap();
    let adapter = adapter.migrate_on_build(true);
    let pool = adapter.pool().clone();
    let mut lab = sign_in_at_once(adapter).await;
    for table in ["users", "accounts"] {
        let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let rows: i64 = sqlx::query_scalar(query).fetch_one(&pool).await.unwrap();
        assert_eq!(rows, 1, "{table}");
    }
    sqlx::raw_sql(
        "CREATE TABLE writes (id TEXT); \
         CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql \
         AS $$ BEGIN INSERT INTO writes VALUES (NEW.id); RETURN NEW; END $$; \
         CREATE TRIGGER count_writes AFTER UPDATE ON sessions \
         FOR EACH ROW EXECUTE FUNCTION count_write()",
    )
    .execute(&pool)
    .await
    .unwrap();
    read_at_once(&mut lab).await;
    let query = sqlx::query_scalar("SELECT count(*) FROM writes");
    let writes: i64 = query.fetch_one(&pool).await.unwrap();
    assert_eq!(writes, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn mariadb() {
    with_mysql(|url| async move {
        let adapter = MySqlAdapter::connect(&url).await.unwrap();
        let adapter = adapter.migrate_on_build(true);
        let pool = adapter.pool().clone();
        let mut lab = sign_in_at_once(adapter).await;
        for table in ["users", "accounts"] {
            let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
            let rows: i64 = sqlx::query_scalar(query).fetch_one(&pool).await.unwrap();
            assert_eq!(rows, 1, "{table}");
        }
        for statement in [
            "CREATE TABLE writes (id TEXT)",
            "CREATE TRIGGER count_writes AFTER UPDATE ON sessions \
             FOR EACH ROW INSERT INTO writes VALUES (NEW.id)",
        ] {
            sqlx::raw_sql(statement).execute(&pool).await.unwrap();
        }
        read_at_once(&mut lab).await;
        let query = sqlx::query_scalar("SELECT count(*) FROM writes");
        let writes: i64 = query.fetch_one(&pool).await.unwrap();
        assert_eq!(writes, 1);
    })
    .await;
}
