//! The endpoints as a tower service, without axum and without a socket.

use auth_tests::app::auth;
use auth_tests::{Answer, SECRET, Script};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use tower::ServiceExt;

fn service() -> auth_runtime::EndpointService {
    let builder = auth::builder().secret(SECRET).state(Script::default());
    builder.build().unwrap().service()
}

async fn answer(response: Response<Full<Bytes>>) -> Answer {
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: body.collect().await.unwrap().to_bytes(),
    }
}

async fn call(request: Request<Full<Bytes>>) -> Answer {
    answer(service().oneshot(request).await.unwrap()).await
}

#[tokio::test]
async fn endpoints_answer_without_a_framework() {
    for (uri, host) in [
        ("/auth/session", Some("localhost")),
        // HTTP/2 names the host in the URI.
        ("http://localhost/auth/session", None),
    ] {
        let mut request = Request::get(uri);
        if let Some(host) = host {
            request = request.header("host", host);
        }
        let answer = call(request.body(Full::default()).unwrap()).await;
        assert_eq!((answer.status, answer.text()), (200, "null"), "{uri}");
    }
    // Nobody can say under which host this was asked.
    let request = Request::get("/auth/session").body(Full::default()).unwrap();
    assert_eq!(call(request).await.status, 500);
}

#[tokio::test]
async fn paths_of_others_are_refused() {
    for path in [
        "/",
        "/auth",
        "/auth/",
        "/authsession",
        "/other/session",
        "*",
    ] {
        let request = Request::get(path).header("host", "localhost");
        let answer = call(request.body(Full::default()).unwrap()).await;
        assert_eq!(
            (answer.status, answer.text()),
            (400, r#""Bad request.""#),
            "{path}"
        );
    }
}

/// The header alone is enough: nothing is read.
#[tokio::test]
async fn a_long_content_length_is_refused_unread() {
    let request = Request::post("/auth/callback/credentials")
        .header("host", "localhost")
        .header("content-length", "65537");
    let answer = call(request.body(Full::default()).unwrap()).await;
    assert_eq!(answer.status, 413);
}
