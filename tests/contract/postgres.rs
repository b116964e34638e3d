//! PostgreSQL, in a database that is made for the test and dropped after it.

use auth_runtime::adapter::{MemoryAdapter, PostgresAdapter, UserStore as _, contract};
use auth_tests::with_postgres;

async fn open(url: &str) -> PostgresAdapter {
    let adapter = PostgresAdapter::connect(url).await.unwrap();
    adapter.migrate_on_build(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres() {
    with_postgres(|url| async move {
        contract::adapter(open(&url).await).await;
        // And again, on what is there by now.
        contract::adapter(open(&url).await).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_with_sessions_elsewhere() {
    with_postgres(|url| async move {
        let adapter = open(&url).await.with_sessions(MemoryAdapter::new());
        contract::adapter(adapter).await;
    })
    .await;
}
