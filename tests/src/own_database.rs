//! A database for one test, on a server that others use as well. It is dropped after the test.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use auth_runtime::adapter::{MySqlAdapter, PostgresAdapter};
use auth_runtime::{Clock, Url};
use sqlx::AssertSqlSafe;

use crate::servers::server_url;

/// Runs the test with the URL of an empty database, if there is a `PostgreSQL` server.
pub async fn with_postgres<R>(run: impl FnOnce(String) -> R)
where
    R: Future<Output = ()> + Send + 'static,
{
    let Some(url) = server_url("AUTH_TEST_POSTGRES_URL", "postgres://localhost/postgres") else {
        return;
    };
    let server = PostgresAdapter::connect(&url).await.unwrap();
    let execute = async |sql: String| {
        let query = sqlx::query(AssertSqlSafe(sql));
        query.execute(server.pool()).await.unwrap();
    };
    let name = name();
    execute(format!("CREATE DATABASE {name}")).await;
    let outcome = tokio::spawn(run(named(&url, &name))).await;
    execute(format!("DROP DATABASE {name} WITH (FORCE)")).await;
    pass_on(outcome);
}

/// Runs the test with the URL of an empty database, if there is a `MySQL` or `MariaDB` server.
pub async fn with_mysql<R>(run: impl FnOnce(String) -> R)
where
    R: Future<Output = ()> + Send + 'static,
{
    let Some(url) = server_url("AUTH_TEST_MYSQL_URL", "mysql://root@127.0.0.1/test") else {
        return;
    };
    let server = MySqlAdapter::connect(&url).await.unwrap();
    let execute = async |sql: String| {
        let query = sqlx::query(AssertSqlSafe(sql));
        query.execute(server.pool()).await.unwrap();
    };
    let name = name();
    execute(format!("CREATE DATABASE {name}")).await;
    let outcome = tokio::spawn(run(named(&url, &name))).await;
    execute(format!("DROP DATABASE {name}")).await;
    pass_on(outcome);
}

/// A name that no other test takes, of this run or of one whose databases were left over.
fn name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let moment = Clock::system().now().unix_seconds();
    format!("auth_tests_{}_{number}_{moment}", std::process::id())
}

/// The same server with another database.
fn named(url: &str, name: &str) -> String {
    let mut own: Url = url.parse().unwrap();
    own.set_path(name);
    own.into()
}

/// The test runs in a task, so that its database is dropped also after a panic, which goes on here.
fn pass_on(outcome: Result<(), tokio::task::JoinError>) {
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}
