//! When the callbacks run, and with what.

use auth_runtime::adapter::MemoryAdapter;
use auth_tests::DatabaseLab;
use serde_json::json;

#[tokio::test]
async fn an_update_reaches_the_session_callback_and_is_stored_nowhere() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    lab.sign_in("ada").await;
    let answer = lab.client.update(json!({ "note": "new" })).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["note"], "new");
    assert_eq!(
        lab.script.calls(),
        ["session after an update", "on_session"]
    );
    let note = &lab.client.session().await.json()["note"];
    assert_eq!(note, "a note of the session");
}

#[tokio::test]
async fn data_that_does_not_fit_reaches_no_callback() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    lab.sign_in("ada").await;
    for data in [json!({}), json!({ "note": 7 }), json!([]), json!("note")] {
        let answer = lab.client.update(data.clone()).await;
        assert_eq!(answer.status, 400, "{data}");
        assert_eq!(answer.json()["error"], "InvalidUpdate", "{data}");
    }
    assert!(lab.script.calls().is_empty());
    assert_eq!(lab.client.get("/me").await.status, 200);
}

#[tokio::test]
async fn nobody_has_nothing_to_update() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    let answer = lab.client.update(json!({ "note": "new" })).await;
    assert_eq!((answer.status, answer.text()), (200, "null"));
    assert!(lab.script.calls().is_empty());
}

#[tokio::test]
async fn extractors_read_the_row_once_a_request() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    assert_eq!(lab.client.get("/me").await.status, 401);
    assert_eq!(lab.client.get("/maybe").await.text(), "null");
    lab.sign_in("ada").await;
    let answer = lab.client.get("/twice").await;
    assert_eq!(answer.json()[1]["user"]["id"], "id-of-ada");
    assert_eq!(answer.header("vary"), "Cookie");
}
