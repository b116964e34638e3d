//! Bodies over 64 KiB are not read.

use auth_tests::{Lab, Style};
use bytes::Bytes;
use http::Request;

const LIMIT: usize = 64 * 1024;

fn post(length: usize, headers: &[(&str, &str)]) -> Request<Bytes> {
    let mut request = Request::post("/auth/callback/credentials")
        .header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body("a".repeat(length).into()).unwrap()
}

#[tokio::test]
async fn long_bodies_are_refused_however_they_come() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    let chunked = ("transfer-encoding", "chunked");
    let page = ("accept", "text/html,application/xhtml+xml");
    let json = ("x-auth-return-redirect", "1");
    for (headers, is_page) in [
        (&[][..], false),
        (&[chunked], false),
        (&[page], true),
        (&[page, chunked], true),
        (&[page, json], false),
        (&[json, chunked], false),
    ] {
        let answer = lab.client.send(post(LIMIT + 1, headers)).await;
        assert_eq!(answer.status, 413, "{headers:?}");
        assert!(!answer.touches_session());
        if is_page {
            assert!(answer.text().contains("The form was too long"));
            assert!(answer.text().contains("127.0.0.1"));
        } else {
            // The stock client parses the URL of every answer.
            let url = format!("{}/auth/error?error=TooLarge", lab.client.origin);
            assert_eq!(answer.url(), url);
        }
        let fits = lab.client.send(post(LIMIT, headers)).await;
        assert_eq!(fits.status, 403, "{headers:?}");
    }
    let answer = lab.client.get("/auth/error?error=TooLarge").await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn a_long_password_is_no_reason_to_fail() {
    let mut lab = Lab::new().await;
    let password = "p".repeat(60_000);
    let fields = [("name", "ada"), ("password", &*password)];
    assert_eq!(lab.client.sign_in(Style::V5, &fields).await.status, 401);
}
