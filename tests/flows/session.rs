//! Sign in, read the session, sign out: in the ways of all clients.

use auth_tests::{GOOD, Lab, NOW, Style};
use http::Request;
use serde_json::{Value, json};

fn ada() -> Value {
    json!({
        "user": { "name": "ada", "email": "ada@example.com", "id": "id-of-ada" },
        "expires": "2027-02-14T08:00:00.000Z",
        "note": "",
    })
}

#[tokio::test]
async fn every_client_signs_in_and_out() {
    for style in [Style::V5, Style::V4, Style::Plain] {
        let Lab { mut client, .. } = Lab::new().await;
        let fields = [GOOD, &[("callbackUrl", "/home")]].concat();
        let signed_in = client.sign_in(style, &fields).await;
        let home = format!("{}/home", client.origin);
        match style {
            Style::Plain => assert_eq!(signed_in.location(), home),
            Style::V4 | Style::V5 => {
                assert_eq!(signed_in.status, 200, "{style:?}");
                assert_eq!(signed_in.json(), json!({ "url": home }), "{style:?}");
            }
        }
        assert_eq!(client.session().await.json(), ada(), "{style:?}");
        assert_eq!(client.get("/me").await.json(), ada(), "{style:?}");

        let signed_out = client
            .submit(style, "signout", &[("callbackUrl", "/bye")])
            .await;
        let bye = format!("{}/bye", client.origin);
        match style {
            Style::Plain => assert_eq!(signed_out.location(), bye),
            Style::V4 | Style::V5 => assert_eq!(signed_out.json(), json!({ "url": bye })),
        }
        assert!(signed_out.deletes("authjs.session-token"));
        assert_eq!(client.session().await.text(), "null");
    }
}

#[tokio::test]
async fn the_cookie_is_as_strict_as_it_can_be() {
    let mut lab = Lab::new().await;
    let answer = lab.client.sign_in(Style::V5, GOOD).await;
    let cookies = answer.set_cookies();
    let cookie = cookies
        .iter()
        .find(|cookie| cookie.name() == "authjs.session-token");
    let cookie = cookie.unwrap();
    assert_eq!(cookie.path(), Some("/"));
    assert_eq!(cookie.http_only(), Some(true));
    assert_eq!(cookie.same_site(), Some(cookie::SameSite::Lax));
    assert_eq!((cookie.domain(), cookie.max_age()), (None, None));
    let expires = cookie.expires_datetime().unwrap().unix_timestamp();
    assert_eq!(expires, NOW + 30 * 24 * 60 * 60);
}

#[tokio::test]
async fn nobody_is_null_and_extractors_say_401() {
    let Lab {
        mut client, script, ..
    } = Lab::new().await;
    let answer = client.session().await;
    assert_eq!((answer.status, answer.text()), (200, "null"));
    assert_eq!(client.get("/maybe").await.text(), "null");
    let answer = client.get("/me").await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.json()["error"], "Unauthorized");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    // No callback has anything to do with it, and signing out is still fine.
    assert!(script.calls().is_empty());
    let answer = client.submit(Style::V5, "signout", &[]).await;
    assert_eq!(answer.status, 200);
    assert!(!answer.touches_session());
    assert!(script.calls().is_empty());
}

#[tokio::test]
async fn optional_sessions_are_read() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    assert_eq!(lab.client.get("/maybe").await.json(), ada());
}

#[tokio::test]
async fn what_was_not_declared_stays_inside() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    let token = lab.client.jar.get("authjs.session-token").unwrap();
    let claims = auth_tests::forge::claims(token);
    assert_eq!(claims["sub"], "id-of-ada");
    assert!(!claims.to_string().contains("diary"), "{claims}");
    for path in ["/auth/session", "/me"] {
        let text = lab.client.get(path).await.text().to_owned();
        assert!(!text.contains("diary") && !text.contains("sub"), "{text}");
    }
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    for path in [
        "/auth/session",
        "/auth/providers",
        "/auth/csrf",
        "/auth/signin",
    ] {
        let get = lab.client.get(path).await;
        let request = Request::head(path).body(bytes::Bytes::new()).unwrap();
        let head = lab.client.send(request).await;
        assert_eq!((get.status, head.status), (200, 200), "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in ["content-type", "content-length", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn the_log_of_the_v4_client_is_taken() {
    let mut lab = Lab::new().await;
    let fields = [("level", "error"), ("code", "CLIENT_FETCH_ERROR")];
    let answer = lab.client.post(Style::V4, "/auth/_log", &fields).await;
    assert_eq!((answer.status, answer.text()), (204, ""));
    assert!(answer.set_cookies().is_empty());
}
