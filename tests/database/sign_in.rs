//! Who signs in, what is stored of it, and who is refused.

use auth_runtime::adapter::{MemoryAdapter, SessionStore as _, UserStore as _};
use auth_runtime::{SignInDecision, Timestamp};
use auth_tests::forge::COOKIE;
use auth_tests::{DatabaseLab, NOW, Step, Style};
use serde_json::json;

const FORM: &[(&str, &str)] = &[("name", "ada"), ("password", "correct horse")];

#[tokio::test]
async fn a_form_signs_in_with_a_session_row() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    let answer = lab.client.sign_in(Style::V5, FORM).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(
        lab.script.calls(),
        [
            "credentials",
            "sign_in",
            "on_create_user",
            "on_sign_in for the first time",
        ]
    );
    assert_eq!(
        lab.client.session().await.json(),
        json!({
            "user": {
                "name": "ada", "email": "ada@example.com",
                "id": "id-of-ada", "role": "reader",
            },
            "note": "a note of the session",
            "expires": "2027-02-14T08:00:00.000Z",
        })
    );
    assert_eq!(lab.script.calls(), ["session", "on_session"]);
    let now = Timestamp::from_unix_seconds(NOW);
    let sessions = tables.sessions("id-of-ada", now).await.unwrap();
    assert_eq!(sessions.len(), 1);
    let id = lab.client.jar.get(COOKIE).unwrap();
    assert_eq!(id.len(), 43);
    assert_ne!(sessions[0].id, id);
}

#[tokio::test]
async fn the_same_user_comes_back() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    lab.sign_in("ada").await;
    let first = lab.client.jar.get(COOKIE).unwrap().to_owned();
    let answer = lab.client.sign_in(Style::V5, FORM).await;
    assert_eq!(answer.status, 200);
    assert_eq!(lab.script.calls(), ["credentials", "sign_in", "on_sign_in"]);
    // The id is a new one, and what the browser had before opens nothing any more.
    assert_ne!(lab.client.jar.get(COOKIE), Some(&*first));
    let old = format!("{COOKIE}={first}");
    let answer = lab.client.other().get_with("/auth/session", &old).await;
    assert_eq!(answer.text(), "null");
    let accounts = tables.accounts("id-of-ada").await.unwrap();
    assert_eq!(accounts.len(), 1);
    assert_eq!(accounts[0].provider, "credentials");
}

#[tokio::test]
async fn the_database_knows_the_user_better_than_the_form() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    lab.sign_in("ada").await;
    let mut ada = tables.user("id-of-ada").await.unwrap().unwrap();
    ada.user.name = Some("Ada Lovelace".to_owned());
    ada.extra[0] = "editor".into();
    assert!(tables.update_user(ada).await.unwrap());
    let user = &lab.client.session().await.json()["user"];
    assert_eq!(user["name"], "Ada Lovelace");
    assert_eq!(user["role"], "editor");
    lab.sign_in("ada").await;
    let user = &lab.client.session().await.json()["user"];
    assert_eq!(user["name"], "Ada Lovelace");
}

#[tokio::test]
async fn nobody_who_is_refused_is_stored() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    let wrong = [("name", "ada"), ("password", "wrong")];
    assert_eq!(lab.client.sign_in(Style::V5, &wrong).await.status, 401);
    lab.script
        .plan(|plan| plan.sign_in = Some(SignInDecision::Deny));
    assert_eq!(lab.client.sign_in(Style::V5, FORM).await.status, 403);
    assert!(tables.user("id-of-ada").await.unwrap().is_none());
    assert_eq!(lab.client.session().await.text(), "null");
}

#[tokio::test]
async fn an_address_belongs_to_one_user() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    lab.sign_in("ada").await;
    let mut other = lab.client.other();
    let eve = [
        ("name", "eve"),
        ("password", "correct horse"),
        ("email", "ada@example.com"),
    ];
    let answer = other.sign_in(Style::V5, &eve).await;
    assert_eq!(answer.status, 403);
    let url = answer.json()["url"].as_str().unwrap().to_owned();
    assert!(url.ends_with("/auth/signin?error=OAuthAccountNotLinked"));
    let page = other.sign_in(Style::Plain, &eve).await;
    assert!(page.location().ends_with("error=OAuthAccountNotLinked"));
    assert_eq!(other.session().await.text(), "null");
    // Whoever had the address before is as signed in as ever.
    assert_eq!(lab.client.get("/me").await.status, 200);
}

#[tokio::test]
async fn signing_out_deletes_the_row() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    lab.sign_in("ada").await;
    let cookie = format!("{COOKIE}={}", lab.client.jar.get(COOKIE).unwrap());
    let answer = lab.client.submit(Style::V5, "signout", &[]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.deletes(COOKIE));
    assert_eq!(lab.script.calls(), ["on_sign_out"]);
    // A copy of the cookie opens nothing any more.
    let copy = lab.client.other().get_with("/auth/session", &cookie).await;
    assert_eq!(copy.text(), "null");
    let now = Timestamp::from_unix_seconds(NOW);
    assert!(tables.sessions("id-of-ada", now).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_sign_in_takes_out_the_rubbish() {
    let tables = MemoryAdapter::new();
    let mut lab = DatabaseLab::new(tables.clone()).await;
    lab.sign_in("ada").await;
    lab.clock
        .advance(std::time::Duration::from_secs(31 * 24 * 60 * 60));
    lab.client = lab.client.other();
    lab.sign_in("bob").await;
    let start = Timestamp::from_unix_seconds(NOW);
    assert!(
        tables
            .sessions("id-of-ada", start)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_session_callback_that_fails_leaves_the_session() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    lab.sign_in("ada").await;
    lab.script.plan(|plan| plan.session = Step::Fails);
    for path in ["/auth/session", "/me"] {
        let answer = lab.client.get(path).await;
        assert_eq!(answer.status, 500);
        assert_eq!(answer.json()["error"], "SessionFailed");
        assert!(answer.set_cookies().is_empty());
    }
    lab.script.plan(|plan| plan.session = Step::Works);
    assert_eq!(lab.client.get("/me").await.status, 200);
}
