//! Connections that are cut, and work that is given up halfway.

use std::time::{Duration, Instant};

use auth_runtime::adapter::{
    Adapter, MySqlAdapter, PostgresAdapter, SessionRecord, SqliteAdapter, UserRecord,
};
use auth_runtime::{Account, Clock, DefaultUser, ProviderType};
use auth_tests::{DatabaseFile, with_mysql, with_postgres};

use crate::question::Question;

const NAMES: [&str; 3] = ["ada", "grace", "mary"];

fn user(name: &str) -> UserRecord {
    let user = DefaultUser {
        id: name.to_owned(),
        email: Some(format!("{name}@example.com")),
        ..DefaultUser::default()
    };
    UserRecord::new(user, Vec::new())
}

async fn prepare(adapter: &mut impl Adapter) {
    adapter.prepare_users(&[]).await.unwrap();
    adapter.prepare_sessions().await.unwrap();
}

async fn fill(adapter: &impl Adapter) {
    let end = Clock::system().now() + Duration::from_secs(600);
    for name in NAMES {
        let account = Account::new(ProviderType::OAuth, "github", name);
        let created = adapter.create_user(user(name), Some(&account)).await;
        created.unwrap();
        let session = SessionRecord::new(format!("session-{name}"), name, end);
        adapter.create_session(&session).await.unwrap();
    }
}

/// Everybody is who they are, and nobody gets the answer to another question.
async fn all_is_right(adapter: &impl Adapter) {
    let now = Clock::system().now();
    for name in NAMES {
        let found = adapter.user(name).await.unwrap().unwrap();
        assert_eq!(found.user.id, name);
        let id = format!("session-{name}");
        let read = adapter.session_and_user(&id, now).await.unwrap();
        let (session, owner) = read.unwrap();
        assert_eq!((&*session.user_id, &*owner.user.id), (name, name));
        let owner = adapter.user_by_account("github", name).await.unwrap();
        assert_eq!(owner.unwrap().user.id, name);
        assert_eq!(adapter.user("nobody").await.unwrap(), None);
    }
}

/// The pool's connections are cut by `cut`, and the next read works all the same.
async fn is_cut<A: Question>(mut adapter: A, watcher: A, cut: &str) {
    prepare(&mut adapter).await;
    fill(&adapter).await;
    for _ in 0..3 {
        // So that there are several that can be cut.
        let reads = (0..5).map(|_| {
            let adapter = adapter.clone();
            tokio::spawn(async move { all_is_right(&adapter).await })
        });
        for read in reads.collect::<Vec<_>>() {
            read.await.unwrap();
        }
        watcher.run(cut).await;
        all_is_right(&adapter).await;
    }
    watcher.run(cut).await;
    // What changes something is not done twice; it finds a connection once the pool tests them.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert!(adapter.delete_session("session-ada").await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn interrupted_postgres() {
    with_postgres(|url| async move {
        let adapter = PostgresAdapter::connect(&url).await.unwrap();
        let watcher = PostgresAdapter::connect(&url).await.unwrap().narrow();
        let cut = "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()";
        is_cut(adapter.migrate_on_build(true), watcher, cut).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn interrupted_mysql() {
    with_mysql(|url| async move {
        let adapter = MySqlAdapter::connect(&url).await.unwrap();
        let watcher = MySqlAdapter::connect(&url).await.unwrap().narrow();
        let cut = "BEGIN NOT ATOMIC FOR one IN (SELECT id FROM information_schema.processlist \
                 WHERE db = DATABASE() AND id <> CONNECTION_ID()) \
             DO EXECUTE IMMEDIATE CONCAT('KILL ', one.id); END FOR; END";
        is_cut(adapter.migrate_on_build(true), watcher, cut).await;
    })
    .await;
}

/// Gives up while `lock` holds back every answer, and asks on in the same connection.
async fn is_given_up<A: Question>(adapter: A, lock: &str, holds_readers: bool) {
    let mut narrow = adapter.narrow().migrating(true);
    prepare(&mut narrow).await;
    fill(&narrow).await;
    let moment = Duration::from_millis(50);
    for _ in 0..3 {
        let give_up = async {
            if holds_readers {
                let read = tokio::time::timeout(moment, narrow.user("ada")).await;
                assert!(read.is_err(), "{read:?}");
                let read = narrow.user_by_account("github", "grace");
                let read = tokio::time::timeout(moment, read).await;
                assert!(read.is_err(), "{read:?}");
            }
            let account = Account::new(ProviderType::OAuth, "github", "eve");
            let create = narrow.create_user(user("eve"), Some(&account));
            let create = tokio::time::timeout(moment, create).await;
            assert!(create.is_err(), "{create:?}");
        };
        adapter.beside(lock, give_up).await;
        all_is_right(&narrow).await;
        // Who was given up is either there with the account, or not there at all.
        let is_there = narrow.user("eve").await.unwrap().is_some();
        let has_account = narrow.user_by_account("github", "eve").await.unwrap();
        assert_eq!(has_account.is_some(), is_there);
        // And no transaction was left open.
        narrow.delete_user("eve").await.unwrap();
        narrow.create_user(user("eve"), None).await.unwrap();
        assert!(narrow.delete_user("eve").await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn given_up_in_postgres() {
    with_postgres(|url| async move {
        let adapter = PostgresAdapter::connect(&url).await.unwrap();
        let lock = "BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE";
        Box::pin(is_given_up(adapter, lock, true)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn given_up_in_mysql() {
    with_mysql(|url| async move {
        let adapter = MySqlAdapter::connect(&url).await.unwrap();
        Box::pin(is_given_up(adapter, "LOCK TABLES users WRITE", true)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn given_up_in_sqlite() {
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    // Readers wait for nobody.
    is_given_up(adapter, "BEGIN IMMEDIATE", false).await;
}

/// With no connection to be had the database counts as away, and not for ever.
async fn is_exhausted(adapter: &impl Question, patient: &impl Question) {
    let refused = async {
        let begin = Instant::now();
        let error = patient.user("ada").await.unwrap_err();
        assert!(error.is_unavailable(), "{error:?}");
        let error = patient.delete_user("ada").await.unwrap_err();
        assert!(error.is_unavailable(), "{error:?}");
        assert!(begin.elapsed() < Duration::from_secs(2));
    };
    adapter.beside("SELECT 1", refused).await;
    all_is_right(patient).await;
}

/// Two adapters on one pool of one connection, the second one with patience.
macro_rules! exhausted {
    ($adapter:expr) => {{
        let mut one = $adapter.narrow().migrate_on_build(true);
        prepare(&mut one).await;
        fill(&one).await;
        let patient = one.clone().patience(Duration::from_millis(300));
        is_exhausted(&one, &patient).await;
    }};
}

#[tokio::test(flavor = "multi_thread")]
async fn exhausted_postgres() {
    with_postgres(|url| async move { exhausted!(PostgresAdapter::connect(&url).await.unwrap()) })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn exhausted_mysql() {
    with_mysql(|url| async move { exhausted!(MySqlAdapter::connect(&url).await.unwrap()) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn exhausted_sqlite() {
    let file = DatabaseFile::new();
    exhausted!(SqliteAdapter::open(file.path()).await.unwrap());
}
