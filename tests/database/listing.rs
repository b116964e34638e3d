//! A user's sessions: the list, and signing out of them.

use auth_runtime::adapter::MemoryAdapter;
use auth_tests::forge::COOKIE;
use auth_tests::{Client, DatabaseLab, NOW, Style};
use bytes::Bytes;
use http::{Request, header};

async fn sign_in_with(client: &mut Client, user_agent: &str) {
    let csrf = client.csrf().await;
    let form = format!("csrfToken={csrf}&name=ada&password=correct+horse");
    let request = Request::post("/auth/callback/credentials")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::USER_AGENT, user_agent)
        .header("x-auth-return-redirect", "1")
        .body(Bytes::from(form))
        .unwrap();
    assert_eq!(client.send(request).await.status, 200);
}

#[tokio::test]
async fn a_list_says_where_and_when() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    sign_in_with(&mut lab.client, "Old Browser/1.0").await;
    lab.clock.advance(std::time::Duration::from_secs(60));
    let mut second = lab.client.other();
    let long = "x".repeat(5000);
    sign_in_with(&mut second, &long).await;
    lab.client = second.other();
    lab.sign_in("bob").await;

    let sessions = lab.auth.sessions("id-of-ada").await.unwrap();
    let [new, old] = &sessions[..] else {
        panic!("{sessions:?}");
    };
    assert_eq!(old.user_agent.as_deref(), Some("Old Browser/1.0"));
    assert_eq!(old.created.unwrap().unix_seconds(), NOW);
    assert_eq!(new.last_seen.unwrap().unix_seconds(), NOW + 60);
    assert_eq!(new.user_agent.as_ref().unwrap().len(), 512);
    assert_ne!(new.id, old.id);
    assert_eq!(lab.auth.sessions("nobody").await.unwrap(), []);

    let mut headers = http::HeaderMap::new();
    headers.insert(header::COOKIE, second.jar.header().parse().unwrap());
    assert_eq!(lab.auth.session_id(&headers).as_ref(), Some(&new.id));
    // What a list shows opens nothing.
    let cookie = format!("{COOKIE}={}", new.id);
    let answer = second.other().get_with("/auth/session", &cookie).await;
    assert_eq!(answer.text(), "null");
}

#[tokio::test]
async fn one_session_can_be_signed_out_by_its_user_only() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    lab.sign_in("ada").await;
    let id = lab.auth.sessions("id-of-ada").await.unwrap()[0].id.clone();
    assert!(!lab.auth.sign_out_session("id-of-bob", &id).await.unwrap());
    assert_eq!(lab.client.get("/me").await.status, 200);
    assert!(lab.auth.sign_out_session("id-of-ada", &id).await.unwrap());
    assert!(!lab.auth.sign_out_session("id-of-ada", &id).await.unwrap());
    assert_eq!(lab.client.get("/me").await.status, 401);
}

#[tokio::test]
async fn everywhere_is_everywhere_and_nobody_else() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    let mut ada = Vec::new();
    for _ in 0..3 {
        lab.client = lab.client.other();
        lab.sign_in("ada").await;
        ada.push(lab.client.clone());
    }
    lab.client = lab.client.other();
    lab.sign_in("bob").await;
    assert_eq!(lab.auth.sign_out_everywhere("id-of-ada").await.unwrap(), 3);
    for mut client in ada {
        assert_eq!(client.session().await.text(), "null");
    }
    assert_eq!(lab.client.get("/me").await.status, 200);
    assert_eq!(lab.auth.sign_out_everywhere("id-of-ada").await.unwrap(), 0);
    let form = [("name", "ada"), ("password", "correct horse")];
    let answer = lab.client.other().sign_in(Style::V4, &form).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn rows_that_are_over_are_deleted_in_batches() {
    let mut lab = DatabaseLab::new(MemoryAdapter::new()).await;
    for _ in 0..5 {
        lab.client = lab.client.other();
        lab.sign_in("ada").await;
    }
    assert_eq!(lab.auth.delete_expired(10).await.unwrap(), 0);
    lab.clock
        .advance(std::time::Duration::from_secs(31 * 24 * 60 * 60));
    assert_eq!(lab.auth.delete_expired(3).await.unwrap(), 3);
    assert_eq!(lab.auth.delete_expired(3).await.unwrap(), 2);
    assert_eq!(lab.auth.delete_expired(3).await.unwrap(), 0);
}
