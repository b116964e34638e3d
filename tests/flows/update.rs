//! The client's `update(data)`.

use auth_tests::forge::{COOKIE, claims};
use auth_tests::{GOOD, Lab, Style, serve};
use serde_json::{Value, json};

#[tokio::test]
async fn data_goes_into_the_token_and_the_session() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    let answer = lab
        .client
        .update(json!({ "note": "hello", "times": 3 }))
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["note"], "hello");
    let token = answer.sets(COOKIE).unwrap();
    assert_eq!(claims(&token)["note"], "hello");
    assert_eq!(lab.script.calls(), ["jwt", "session", "on_session"]);
    assert_eq!(lab.client.session().await.json()["note"], "hello");
}

#[tokio::test]
async fn data_that_does_not_fit_reaches_no_callback() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    for (data, field) in [
        (json!({}), json!("note")),
        (json!({ "note": 1 }), json!("note")),
        (json!({ "note": null }), json!("note")),
        (json!({ "note": { "hush": 1 } }), json!("note")),
        (json!({ "note": "a", "times": "hush" }), json!("times")),
        (json!({ "note": "a", "times": 300 }), json!("times")),
        (json!("hush"), Value::Null),
        (json!(["hush"]), Value::Null),
        (json!(false), Value::Null),
    ] {
        let answer = lab.client.update(data.clone()).await;
        assert_eq!(answer.status, 400, "{data}");
        let body = answer.json();
        assert_eq!(body["field"], field, "{data}");
        assert_eq!(body["error"], "InvalidUpdate", "{data}");
        assert!(body["message"].is_string() && !answer.text().contains("hush"));
        assert!(!answer.touches_session(), "{data}");
    }
    assert!(lab.script.calls().is_empty());
    assert_eq!(lab.client.session().await.json()["note"], "");
}

#[tokio::test]
async fn unknown_data_is_ignored() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    let data = json!({ "note": "a", "id": "admin", "user": { "id": "admin" } });
    let answer = lab.client.update(data).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["user"]["id"], "id-of-ada");
}

/// The v4 client's `update()` posts no data.
#[tokio::test]
async fn without_data_it_is_a_read() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    let csrf = lab.client.csrf().await;
    for body in [
        json!({ "csrfToken": csrf }),
        json!({ "csrfToken": csrf, "data": null }),
    ] {
        let answer = lab
            .client
            .post_json("/auth/session", &body.to_string())
            .await;
        assert_eq!(answer.json()["user"]["id"], "id-of-ada");
        assert!(!answer.touches_session());
        assert_eq!(lab.script.calls(), ["jwt", "session", "on_session"]);
    }
}

#[tokio::test]
async fn nobody_has_nothing_to_update() {
    let mut lab = Lab::new().await;
    for data in [json!({ "note": "a" }), json!("does not fit")] {
        let answer = lab.client.update(data).await;
        assert_eq!((answer.status, answer.text()), (200, "null"));
    }
    assert!(lab.script.calls().is_empty());
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    for body in ["", "{", "[]", "null", "\"x\"", "{\"a\":1}x"] {
        let answer = lab.client.post_json("/auth/session", body).await;
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(answer.json(), "Bad request.", "{body}");
    }
    assert!(lab.script.calls().is_empty());
}

#[cfg_attr(not(feature = "encrypted"), auth_runtime::auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_runtime::auth_config(strategy = jwt(encrypted)))]
mod fixed {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        (!credentials.name.is_empty()).then(|| User {
            id: credentials.name,
            ..User::default()
        })
    }
}

#[tokio::test]
async fn an_application_without_an_update_struct_takes_no_data() {
    let auth = fixed::builder().secret(auth_tests::SECRET).build().unwrap();
    let mut client = auth_tests::Client::new(&serve(auth.router()).await);
    assert_eq!(client.sign_in(Style::V5, GOOD).await.status, 200);
    for data in [json!({}), json!({ "name": "x" }), json!("x")] {
        let answer = client.update(data).await;
        assert_eq!(answer.status, 400);
        let message = answer.json()["message"].to_string();
        assert!(message.contains("accepts no posted data"), "{message}");
        assert!(!answer.touches_session());
    }
    assert_eq!(client.session().await.status, 200);
}
