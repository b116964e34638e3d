//! The layer: one read a request, and its cookies in the answer.

use std::time::Duration;

use auth_runtime::SessionRejection;
use auth_tests::app::{auth, pages};
use auth_tests::forge::COOKIE;
use auth_tests::{Client, GOOD, Lab, Script, Style, serve};
use axum::extract::{FromRequestParts, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use http::header::{CACHE_CONTROL, SET_COOKIE, VARY};
use http::{HeaderMap, HeaderValue};
use tower::{Layer, ServiceExt, service_fn};

fn cookie(value: &str) -> HeaderMap {
    let value = HeaderValue::from_str(value).unwrap();
    HeaderMap::from_iter([(http::header::COOKIE, value)])
}

#[tokio::test]
async fn reading_without_the_layer_says_so() {
    let mut client = Client::new(&serve(pages()).await);
    for path in ["/me", "/maybe"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 500);
        assert_eq!(answer.json()["error"], "SessionFailed");
    }
    let (mut parts, ()) = http::Request::new(()).into_parts();
    let outcome = <auth::Session as FromRequestParts<()>>::from_request_parts(&mut parts, &());
    let rejection: SessionRejection = outcome.await.unwrap_err();
    assert_eq!(rejection.status(), 500);
    let text = rejection.to_string();
    assert!(text.contains(".layer(auth.layer())"), "{text}");
}

#[tokio::test]
async fn a_request_is_read_once() {
    let mut lab = Lab::signed_in(|builder| builder.update_age(Duration::ZERO)).await;
    let answer = lab.client.get("/twice").await;
    assert_eq!(answer.json()[0], answer.json()[1]);
    assert_eq!(lab.script.calls(), ["jwt", "session", "session"]);
    let cookies = answer.set_cookies();
    assert_eq!(cookies.len(), 1, "{cookies:?}");
}

#[tokio::test]
async fn a_request_that_does_not_ask_is_not_read() {
    let script = Script::default();
    let auth = auth::builder()
        .secret(auth_tests::SECRET)
        .state(script.clone());
    let auth = auth.build().unwrap();
    let app = Router::new()
        .route("/plain", get(|| async { "plain" }))
        .layer(auth.layer());
    let mut client = Client::new(&serve(app).await);
    client.jar.set(COOKIE, "garbage");
    let answer = client.get("/plain").await;
    assert_eq!(answer.text(), "plain");
    assert!(answer.set_cookies().is_empty());
    assert_eq!(
        (answer.header("vary"), answer.header("cache-control")),
        ("", "")
    );
    assert!(script.calls().is_empty());
}

async fn cached(session: Option<auth::Session>) -> (HeaderMap, Json<Option<auth::Session>>) {
    let headers = [
        (
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=60"),
        ),
        (VARY, HeaderValue::from_static("Accept")),
    ];
    (HeaderMap::from_iter(headers), Json(session))
}

/// A cache between us and the browser must not hand one person's token to all.
#[tokio::test]
async fn renewed_cookies_stay_out_of_caches() {
    let lab = Lab::signed_in(|builder| builder).await;
    let app = pages()
        .route("/cached", get(cached))
        .layer(lab.auth.layer());
    let mut client = lab.client.clone();
    client.origin = serve(app).await;
    let vary = |answer: &auth_tests::Answer| {
        let values = answer.headers.get_all(VARY).iter();
        values
            .map(|value| value.to_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    // Nothing is renewed: whether to cache is up to the application, but not for whom.
    let answer = client.get("/cached").await;
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
    assert_eq!(vary(&answer), ["Accept", "Cookie"]);
    assert_eq!(vary(&client.get("/me").await), ["Cookie"]);

    lab.clock.advance(Duration::from_secs(24 * 60 * 60));
    for path in ["/cached", "/me"] {
        let answer = client.clone().get(path).await;
        assert!(answer.sets(COOKIE).is_some());
        assert_eq!(
            answer.header("cache-control"),
            "private, no-cache",
            "{path}"
        );
    }
}

async fn gate(_: Option<auth::Session>, request: Request, next: Next) -> Response {
    next.run(request).await
}

/// A gate in front of everything reads the session on the way in. On the way out, the endpoint
/// under it has the last word.
#[tokio::test]
async fn a_renewed_token_does_not_undo_a_sign_out() {
    let lab = Lab::signed_in(|builder| builder.update_age(Duration::ZERO)).await;
    let app = lab
        .auth
        .router()
        .layer(from_fn(gate))
        .layer(lab.auth.layer());
    let mut client = lab.client.clone();
    client.origin = serve(app).await;
    lab.script.calls();
    let answer = client.session().await;
    assert_eq!(answer.set_cookies().len(), 1);
    // The gate's read is the endpoint's: a callback that spends something spends it once.
    let calls = ["jwt", "session", "session", "on_session"];
    assert_eq!(lab.script.calls(), calls);
    // Somebody else signs in at the same browser.
    let fields = [("name", "eve"), GOOD[1]];
    assert_eq!(client.sign_in(Style::V5, &fields).await.status, 200);
    assert_eq!(client.session().await.json()["user"]["id"], "id-of-eve");
    let answer = client.submit(Style::V5, "signout", &[]).await;
    assert!(answer.deletes(COOKIE));
    assert_eq!(answer.sets(COOKIE), None);
    assert_eq!(client.session().await.text(), "null");
}

/// The same callbacks can serve two configurations, and the endpoints of one know nothing of the other.
#[tokio::test]
async fn a_layer_of_another_configuration_does_not_count() {
    let lab = Lab::signed_in(|builder| builder).await;
    let other = auth::builder()
        .state(Script::default())
        .secret(auth_tests::SECRET);
    let other = other.cookie_prefix("other").build().unwrap();
    let mut client = lab.client.clone();
    client.origin = serve(other.router().layer(lab.auth.layer())).await;
    assert_eq!(client.session().await.text(), "null");
}

/// Not everything on tower is axum.
#[tokio::test]
async fn a_tower_service_reads_through_the_layer() {
    let lab = Lab::signed_in(|builder| builder.update_age(Duration::ZERO)).await;
    let auth = lab.auth.clone();
    let service = lab.auth.layer().layer(service_fn(move |request: Request| {
        let auth = auth.clone();
        async move {
            let (parts, _) = request.into_parts();
            let session = auth.layered_session(&parts).await;
            let id = session.map(|session| session.map(|session| session.user.id));
            id.map(http::Response::new)
        }
    }));
    for (header, id, cookies) in [
        (lab.client.jar.header(), Some("id-of-ada"), 1),
        (String::new(), None, 0),
    ] {
        let mut request = Request::default();
        *request.headers_mut() = cookie(&header);
        let answer = service.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.headers().get_all(SET_COOKIE).iter().count(), cookies);
        assert_eq!(answer.into_body().as_deref(), id);
    }
}

#[tokio::test]
async fn any_framework_reads_by_headers() {
    let lab = Lab::signed_in(|builder| builder).await;
    let headers = cookie(&lab.client.jar.header());
    let session = lab.auth.session(&headers).await.unwrap().unwrap();
    assert_eq!(session.user.id, "id-of-ada");
    let read = lab.auth.read(&headers).await.unwrap();
    assert_eq!(read.session.unwrap().user.id, "id-of-ada");
    assert!(read.cookies.is_empty());
    lab.clock.advance(Duration::from_secs(24 * 60 * 60));
    let read = lab.auth.read(&headers).await.unwrap();
    assert_eq!(read.cookies.len(), 1);
    assert!(read.cookies[0].is_sensitive());
    let read = lab
        .auth
        .read(&cookie(&format!("{COOKIE}=garbage")))
        .await
        .unwrap();
    assert!(read.session.is_none());
    assert_eq!(read.cookies.len(), 1);
    let read = lab.auth.read(&HeaderMap::new()).await.unwrap();
    assert!(read.session.is_none() && read.cookies.is_empty());
    lab.script
        .plan(|plan| plan.session = auth_tests::Step::Fails);
    let error = lab.auth.session(&headers).await.unwrap_err();
    assert_eq!(error.to_string(), "the `session` callback failed");
    assert_eq!(error.status(), 500);
}
