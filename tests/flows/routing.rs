//! Requests that are none of the protocol, and what every answer has in common.

use auth_tests::{Answer, GOOD, Lab, Style};
use bytes::Bytes;
use http::{Method, Request};

fn assert_bad_request(answer: &Answer, what: &str) {
    assert_eq!(answer.status, 400, "{what}");
    assert_eq!(answer.json(), "Bad request.", "{what}");
    assert!(answer.set_cookies().is_empty(), "{what}");
}

#[tokio::test]
async fn what_is_not_of_the_protocol_is_a_bad_request() {
    let Lab { mut client, .. } = Lab::new().await;
    for path in [
        "unknown",
        "Session",
        "session/x",
        "csrf/x",
        "providers/x/y",
        "signin/a/b",
        "callback/a/b/c",
        "session//",
        "sess%69on",
        "%zz",
        "%",
        "signin/%zz",
        "signin/a%2fb",
        "%2e%2e/session",
        "verify-request/x",
        "webauthn-options/x",
    ] {
        let answer = client.get(&format!("/auth/{path}")).await;
        assert_bad_request(&answer, path);
        let answer = client.submit(Style::V5, path, &[]).await;
        assert_bad_request(&answer, path);
    }
    for method in [
        Method::PUT,
        Method::DELETE,
        Method::PATCH,
        Method::OPTIONS,
        Method::TRACE,
    ] {
        for path in ["session", "signout", "csrf", "_log", "unknown"] {
            let request = Request::builder()
                .method(&method)
                .uri(format!("/auth/{path}"));
            let answer = client.send(request.body(Bytes::new()).unwrap()).await;
            assert_bad_request(&answer, &format!("{method} {path}"));
        }
    }
}

#[tokio::test]
async fn bad_bodies_are_bad_requests() {
    let Lab { mut client, .. } = Lab::new().await;
    let many = "a=1&".repeat(1000) + "csrfToken=x";
    for (content_type, body) in [
        ("application/json", ""),
        ("application/json", "{"),
        ("application/json; charset=utf-8", "[1]"),
        (
            "application/x-www-form-urlencoded",
            many.trim_end_matches("csrfToken=x"),
        ),
    ] {
        for path in ["signin", "signout", "session", "callback/credentials"] {
            let request =
                Request::post(format!("/auth/{path}")).header("content-type", content_type);
            // Different keys, as the last of several fields with one name counts.
            let body = body.split('&').enumerate();
            let body: Vec<_> = body
                .map(|(i, pair)| pair.replace("a=", &format!("a{i}=")))
                .collect();
            let request = request.body(body.join("&").into()).unwrap();
            assert_bad_request(
                &client.send(request).await,
                &format!("{content_type} {path}"),
            );
        }
    }
    // Any other type counts as no body, as with Auth.js.
    for content_type in ["multipart/form-data; boundary=x", "text/plain", "\u{1f}x"] {
        let Ok(request) = Request::post("/auth/signout")
            .header("content-type", content_type)
            .body("csrfToken=x".into())
        else {
            continue;
        };
        assert_eq!(client.send(request).await.status, 403, "{content_type}");
    }
}

/// Actions of the protocol in ways that nobody asks for them.
#[tokio::test]
async fn other_combinations_are_configuration_errors() {
    let Lab { mut client, .. } = Lab::new().await;
    let url = format!("{}/auth/error?error=Configuration", client.origin);
    for path in [
        "callback",
        "callback/credentials",
        "callback/github",
        // No link is sent by these.
        "verify-request",
        "verify-request?provider=github&type=email",
        "verify-request?provider=credentials&type=email",
    ] {
        assert_eq!(
            client.get(&format!("/auth/{path}")).await.location(),
            url,
            "{path}"
        );
    }
    for path in [
        "csrf",
        "providers",
        "error",
        "verify-request",
        "callback",
        "callback/github",
        "signin/github",
    ] {
        let answer = client.submit(Style::Plain, path, GOOD).await;
        assert_eq!(answer.location(), url, "{path}");
        let answer = client.submit(Style::V5, path, GOOD).await;
        assert_eq!((answer.status, answer.url()), (404, url.clone()), "{path}");
    }
}

#[tokio::test]
async fn trailing_slashes_and_the_provider_undefined_are_fine() {
    let Lab { mut client, .. } = Lab::new().await;
    for (path, start) in [
        ("session/", "null"),
        ("csrf/", "{\"csrfToken\""),
        ("signin/", "<!DOCTYPE html>"),
        ("signin/undefined", "<!DOCTYPE html>"),
    ] {
        let answer = client.get(&format!("/auth/{path}")).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(
            answer.text().starts_with(start),
            "{path}: {}",
            answer.text()
        );
    }
    let answer = client
        .submit(Style::V5, "callback/credentials/", GOOD)
        .await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn the_error_page_has_the_status_of_its_code() {
    let Lab { mut client, .. } = Lab::new().await;
    for (query, status) in [
        ("?error=Configuration", 500),
        ("?error=AccessDenied", 403),
        ("?error=Verification", 403),
        ("?error=MissingCSRF", 403),
        ("?error=InvalidForm", 400),
        ("?error=TooLarge", 413),
        ("?error=x", 200),
        ("?error=Configuration&error=x", 200),
        ("?error=%3Cscript%3E", 200),
        ("", 200),
    ] {
        let answer = client.get(&format!("/auth/error{query}")).await;
        assert_eq!(answer.status, status, "{query}");
        assert!(answer.text().contains(r#"href="/auth/signin""#), "{query}");
        assert!(!answer.text().contains("<script"), "{query}");
    }
}

#[tokio::test]
async fn no_answer_is_cached() {
    let Lab {
        mut client, script, ..
    } = Lab::new().await;
    let mut answers = Vec::new();
    for path in [
        "session",
        "csrf",
        "providers",
        "signin",
        "signout",
        "error",
        "unknown",
        "signin/github",
    ] {
        answers.push(client.get(&format!("/auth/{path}")).await);
    }
    for style in [Style::V5, Style::Plain] {
        answers.push(client.post(style, "/auth/signout", &[]).await);
        answers.push(client.sign_in(style, &[]).await);
        answers.push(
            client
                .sign_in(style, &[("name", "ada"), ("password", "x")])
                .await,
        );
        answers.push(client.sign_in(style, GOOD).await);
        answers.push(client.submit(style, "signout", &[]).await);
    }
    client.sign_in(Style::V5, GOOD).await;
    answers.push(client.session().await);
    script.plan(|plan| plan.jwt = auth_tests::Step::Fails);
    answers.push(client.session().await);
    answers.push(client.post(Style::V4, "/auth/_log", &[]).await);
    for answer in answers {
        assert_eq!(
            answer.header("cache-control"),
            "private, no-cache, no-store",
            "{answer:?}"
        );
        if answer.header("content-type") == "application/json" {
            assert_eq!(answer.header("pragma"), "no-cache");
            assert_eq!(answer.header("expires"), "0");
        }
        if !answer.body.is_empty() {
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
        }
    }
}
