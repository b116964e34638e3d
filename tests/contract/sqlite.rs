//! SQLite in a file of the test's own.

use std::path::PathBuf;

use auth_runtime::adapter::{MemoryAdapter, SqliteAdapter, UserStore as _, contract};

/// A place for a database that is gone with the value.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let name = format!("auth-contract-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    async fn open(&self) -> SqliteAdapter {
        SqliteAdapter::open(self.0.join("app.db")).await.unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite() {
    let place = Place::new("whole");
    contract::adapter(place.open().await).await;
    // And again, on what is there by now.
    contract::adapter(place.open().await).await;
}

#[tokio::test]
async fn sqlite_on_one_thread() {
    let place = Place::new("one-thread");
    contract::adapter(place.open().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_in_memory() {
    let adapter = SqliteAdapter::open(":memory:").await.unwrap();
    contract::adapter(adapter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_with_sessions_elsewhere() {
    let place = Place::new("split");
    let adapter = place.open().await.with_sessions(MemoryAdapter::new());
    contract::adapter(adapter).await;
}
