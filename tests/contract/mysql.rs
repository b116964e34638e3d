//! MySQL or MariaDB, in a database that is made for the test and dropped after it.

use auth_runtime::adapter::{MemoryAdapter, MySqlAdapter, UserStore as _, contract};
use auth_tests::with_mysql;

async fn open(url: &str) -> MySqlAdapter {
    let adapter = MySqlAdapter::connect(url).await.unwrap();
    adapter.migrate_on_build(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn mysql() {
    with_mysql(|url| async move {
        contract::adapter(open(&url).await).await;
        // And again, on what is there by now.
        contract::adapter(open(&url).await).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mysql_with_sessions_elsewhere() {
    with_mysql(|url| async move {
        let adapter = open(&url).await.with_sessions(MemoryAdapter::new());
        contract::adapter(adapter).await;
    })
    .await;
}
