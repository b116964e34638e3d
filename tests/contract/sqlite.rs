//! SQLite in a file of the test's own.

use auth_runtime::adapter::{MemoryAdapter, SqliteAdapter, UserStore as _, contract};
use auth_tests::DatabaseFile;

async fn open(file: &DatabaseFile) -> SqliteAdapter {
    SqliteAdapter::open(file.path()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite() {
    let file = DatabaseFile::new();
    contract::adapter(open(&file).await).await;
    // And again, on what is there by now.
    contract::adapter(open(&file).await).await;
}

#[tokio::test]
async fn sqlite_on_one_thread() {
    let file = DatabaseFile::new();
    contract::adapter(open(&file).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_in_memory() {
    let adapter = SqliteAdapter::open(":memory:").await.unwrap();
    contract::adapter(adapter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_with_sessions_elsewhere() {
    let file = DatabaseFile::new();
    let adapter = open(&file).await.with_sessions(MemoryAdapter::new());
    contract::adapter(adapter).await;
}
