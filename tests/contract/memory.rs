//! The rows of tests themselves.

use auth_runtime::adapter::{MemoryAdapter, UserStore as _, contract};

#[tokio::test(flavor = "multi_thread")]
async fn memory() {
    contract::adapter(MemoryAdapter::new()).await;
}

#[tokio::test]
async fn memory_on_one_thread() {
    contract::adapter(MemoryAdapter::new()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_in_halves() {
    contract::users(MemoryAdapter::new()).await;
    contract::sessions(MemoryAdapter::new(), contract::any_user).await;
    contract::adapter(MemoryAdapter::new().with_sessions(MemoryAdapter::new())).await;
}

/// The checks may run again on what they have left.
#[tokio::test(flavor = "multi_thread")]
async fn memory_again() {
    let adapter = MemoryAdapter::new();
    contract::adapter(adapter.clone()).await;
    contract::adapter(adapter).await;
}
