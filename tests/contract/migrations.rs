//! The default tables are created once, whoever comes first, and beside an application's own.

use auth_runtime::adapter::{MySqlAdapter, PostgresAdapter, SqliteAdapter, Tables};
use auth_tests::{DatabaseFile, with_mysql, with_postgres};

use crate::question::Question;

/// How many migrations are noted, and that the tables are as they should be.
async fn is_migrated(adapter: &impl Question) {
    let mut adapter = adapter.clone().migrating(false);
    adapter.prepare_users(&[]).await.unwrap();
    adapter.prepare_sessions().await.unwrap();
    let count = "SELECT CAST(COUNT(*) AS CHAR(9)) FROM auth_migrations WHERE success";
    assert_eq!(adapter.row(count).await[0].trim(), "1");
}

async fn twice(adapter: impl Question) {
    adapter.migrates().await.unwrap();
    is_migrated(&adapter).await;
    let user = "INSERT INTO users (id, email) VALUES ('ada', 'ada@example.com')";
    adapter.run(user).await;
    adapter.migrates().await.unwrap();
    is_migrated(&adapter).await;
    let count = "SELECT CAST(COUNT(*) AS CHAR(9)) FROM users";
    assert_eq!(adapter.row(count).await[0].trim(), "1");
}

/// As eight servers do that are started at once.
async fn eight_at_once<A: Question>(adapters: Vec<A>) {
    assert_eq!(adapters.len(), 8);
    let first = adapters[0].clone();
    let tasks: Vec<_> = adapters
        .into_iter()
        .map(|adapter| {
            tokio::spawn(async move {
                let mut adapter = adapter.migrating(true);
                adapter.prepare_users(&[]).await.unwrap();
                adapter.prepare_sessions().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    is_migrated(&first).await;
}

/// The application's migrations have numbers of their own, and neither takes the other's for its own.
async fn beside_the_applications(adapter: impl Question, is_first: bool) {
    if is_first {
        adapter.migrates().await.unwrap();
    }
    adapter.migrates_application().await;
    adapter.migrates().await.unwrap();
    adapter.migrates_application().await;
    is_migrated(&adapter).await;
    let noted = "SELECT description FROM _sqlx_migrations";
    assert_eq!(adapter.row(noted).await, ["orders"]);
}

macro_rules! migrations {
    ($name:ident, $connect:expr, $with:ident) => {
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread")]
            async fn migrates_twice() {
                $with(|url| async move { twice($connect(url).await).await }).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn migrates_eight_at_once() {
                $with(|url| async move {
                    let mut adapters = Vec::new();
                    for _ in 0..8 {
                        adapters.push($connect(url.clone()).await);
                    }
                    eight_at_once(adapters).await;
                })
                .await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn migrates_before_the_application() {
                $with(|url| async move {
                    beside_the_applications($connect(url).await, true).await;
                })
                .await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn migrates_after_the_application() {
                $with(|url| async move {
                    beside_the_applications($connect(url).await, false).await;
                })
                .await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn half_a_migration_is_told() {
                $with(|url| async move {
                    let adapter = $connect(url).await;
                    adapter.migrates().await.unwrap();
                    adapter
                        .run("UPDATE auth_migrations SET success = FALSE")
                        .await;
                    let error = adapter.migrates().await.unwrap_err();
                    let reason = std::error::Error::source(&error).unwrap().to_string();
                    assert!(reason.contains("its row in `auth_migrations`"), "{reason}");
                    // The connection is a new one, so that nobody waits for what it had locked.
                    adapter
                        .run("UPDATE auth_migrations SET success = TRUE")
                        .await;
                    adapter.migrates().await.unwrap();
                })
                .await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn other_tables_are_not_migrated() {
                $with(|url| async move {
                    let adapter = $connect(url).await.tables(Tables::drizzle());
                    let error = adapter.migrates().await.unwrap_err();
                    assert!(error.as_tables().unwrap()[0].contains("no others"));
                })
                .await;
            }
        }
    };
}

migrations!(
    postgres,
    async |url: String| PostgresAdapter::connect(&url).await.unwrap(),
    with_postgres
);
migrations!(
    mysql,
    async |url: String| MySqlAdapter::connect(&url).await.unwrap(),
    with_mysql
);
migrations!(
    sqlite,
    async |path: String| SqliteAdapter::open(&path).await.unwrap(),
    with_file
);

/// Runs the test with the path of a database that is not there yet.
async fn with_file<R: Future<Output = ()>>(run: impl FnOnce(String) -> R) {
    let file = DatabaseFile::new();
    run(file.path().to_str().unwrap().to_owned()).await;
}
