//! MySQL or MariaDB, in a database that is made for the test and dropped after it.

use std::future::Future;

use auth_runtime::adapter::{MemoryAdapter, MySqlAdapter, UserStore as _, contract};
use auth_runtime::{Clock, Url};
use auth_tests::servers::server_url;
use sqlx::AssertSqlSafe;

/// Runs the test with the URL of an empty database, if there is a server.
async fn with_database<R>(test: &str, run: impl FnOnce(String) -> R)
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
    let moment = Clock::system().now().unix_seconds();
    let name = format!("auth_contract_{test}_{}_{moment}", std::process::id());
    execute(format!("CREATE DATABASE {name}")).await;
    let mut own: Url = url.parse().unwrap();
    own.set_path(&name);
    // In a task, so that the database is dropped also after a panic.
    let outcome = tokio::spawn(run(own.into())).await;
    execute(format!("DROP DATABASE {name}")).await;
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}

async fn open(url: &str) -> MySqlAdapter {
    let adapter = MySqlAdapter::connect(url).await.unwrap();
    adapter.migrate_on_build(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn mysql() {
    with_database("whole", |url| async move {
        contract::adapter(open(&url).await).await;
        // And again, on what is there by now.
        contract::adapter(open(&url).await).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mysql_with_sessions_elsewhere() {
    with_database("split", |url| async move {
        let adapter = open(&url).await.with_sessions(MemoryAdapter::new());
        contract::adapter(adapter).await;
    })
    .await;
}
