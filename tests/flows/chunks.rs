//! Tokens that are too long for one cookie.

use auth_tests::forge::COOKIE;
use auth_tests::{GOOD, Lab, Style};

fn chunk(number: usize) -> String {
    format!("{COOKIE}.{number}")
}

/// Somebody is signed in with a token of about `length` characters.
async fn signed_in_with(length: usize) -> Lab {
    let mut lab = Lab::new().await;
    lab.script
        .plan(|plan| plan.note = Some("n".repeat(length / 4 * 3)));
    assert_eq!(lab.client.sign_in(Style::V5, GOOD).await.status, 200);
    lab.script.plan(|plan| plan.note = None);
    lab
}

#[tokio::test]
async fn a_long_token_makes_the_round_trip() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    assert!(lab.client.jar.get(COOKIE).is_some());
    let note = "n".repeat(8000);
    let answer = lab.client.update(serde_json::json!({ "note": note })).await;
    assert_eq!(answer.json()["note"], note);
    // Larger than one cookie: the plain one goes in the same answer.
    assert!(answer.deletes(COOKIE));
    for number in 0..3 {
        let value = answer.sets(&chunk(number)).unwrap();
        assert!(value.len() <= 3936);
    }
    assert_eq!(answer.sets(&chunk(3)), None);
    assert_eq!(lab.client.session().await.json()["note"], note);
    assert_eq!(lab.client.get("/me").await.json()["note"], note);
}

#[tokio::test]
async fn a_token_that_shrinks_leaves_nothing_behind() {
    let mut lab = signed_in_with(9000).await;
    assert!(lab.client.jar.get(&chunk(2)).is_some());
    let answer = lab
        .client
        .update(serde_json::json!({ "note": "short" }))
        .await;
    assert!(answer.sets(COOKIE).is_some());
    for number in 0..3 {
        assert!(answer.deletes(&chunk(number)));
    }
    assert_eq!(answer.set_cookies().len(), 4);
    assert_eq!(lab.client.session().await.json()["note"], "short");
}

#[tokio::test]
async fn signing_in_again_and_out_cleans_up() {
    let mut lab = signed_in_with(9000).await;
    let answer = lab.client.sign_in(Style::V5, GOOD).await;
    assert!(answer.sets(COOKIE).is_some() && answer.deletes(&chunk(0)));
    let mut lab = signed_in_with(9000).await;
    let answer = lab.client.submit(Style::V5, "signout", &[]).await;
    assert!((0..3).all(|number| answer.deletes(&chunk(number))));
    assert!(!lab.client.jar.names().join(" ").contains("session-token"));
}

#[tokio::test]
async fn cookies_that_make_no_whole_are_deleted() {
    let lab = signed_in_with(9000).await;
    let [zero, one, two] = [0, 1, 2].map(|n| lab.client.jar.get(&chunk(n)).unwrap().to_owned());
    for (what, cookies) in [
        ("first missing", vec![(1, &one), (2, &two)]),
        ("middle missing", vec![(0, &zero), (2, &two)]),
        ("last missing", vec![(0, &zero), (1, &one)]),
        ("swapped", vec![(0, &one), (1, &zero), (2, &two)]),
        (
            "one too many",
            vec![(0, &zero), (1, &one), (2, &two), (3, &two)],
        ),
    ] {
        let mut client = lab.client.other();
        for (number, value) in cookies {
            client.jar.set(&chunk(number), value);
        }
        let answer = client.session().await;
        assert_eq!((answer.status, answer.text()), (200, "null"), "{what}");
        assert!(client.jar.names().is_empty(), "{what}");
    }
    // Plain and chunks together: nobody knows which is older.
    let mut client = lab.client.clone();
    client
        .jar
        .set(COOKIE, &auth_tests::forge::Forge::default().token());
    let answer = client.session().await;
    assert_eq!((answer.status, answer.text()), (200, "null"));
    assert!(answer.deletes(COOKIE) && answer.deletes(&chunk(0)));
    // Their order in the header is the browser's own business.
    let mixed = format!(
        "{}={two}; a=b; {}={zero}; {}={one}",
        chunk(2),
        chunk(0),
        chunk(1)
    );
    let answer = lab.client.other().get_with("/auth/session", &mixed).await;
    assert_eq!(answer.json()["user"]["id"], "id-of-ada");
}

/// What no browser keeps is refused while it can still be told, and the old token stays.
#[tokio::test]
async fn a_token_beyond_all_cookies_is_an_error() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    let answer = lab
        .client
        .update(serde_json::json!({ "note": "n".repeat(33_000) }))
        .await;
    assert_eq!(answer.status, 500);
    assert!(answer.json()["message"].is_string());
    assert!(!answer.touches_session());
    assert_eq!(lab.client.session().await.json()["note"], "");
    lab.script.plan(|plan| plan.note = Some("n".repeat(33_000)));
    let answer = lab.client.other().sign_in(Style::V5, GOOD).await;
    assert_eq!(answer.status, 500);
    assert!(answer.url().ends_with("/auth/error?error=Configuration"));
}
