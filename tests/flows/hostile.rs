//! Hundreds of `callbackUrl`s that want the browser elsewhere, by every way that one can come.

use std::collections::BTreeSet;

use auth_tests::forge::COOKIE;
use auth_tests::{Client, GOOD, Hostile, Lab, Style, hostile_callback_urls};
use bytes::Bytes;
use http::{HeaderValue, Request};
use serde_json::{Map, Value};
use url::form_urlencoded;

const CALLBACK_URL: &str = "authjs.callback-url";
const SIGN_IN: &str = "/auth/callback/credentials";

#[test]
fn there_are_many_and_all_of_them_differ() {
    let hostile = hostile_callback_urls("http://127.0.0.1:3000");
    let values: BTreeSet<&str> = hostile.iter().map(|hostile| &*hostile.value).collect();
    assert_eq!(values.len(), hostile.len());
    assert!(values.len() >= 300, "{}", values.len());
}

/// In the query of the pages, where a link to them puts it.
#[tokio::test]
async fn by_a_link() {
    let mut client = Lab::new().await.client;
    let csrf = client.csrf().await;
    for hostile in hostile_callback_urls(&client.origin) {
        let encoded: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("callbackUrl", &hostile.value)
            .finish();
        let raw = format!("callbackUrl={}", hostile.value);
        for (query, hostile) in [(encoded, hostile.clone()), (raw, hostile.misread())] {
            client.jar.remove(CALLBACK_URL);
            for (action, status) in [
                ("signin/credentials", 302),
                ("signout", 200),
                ("signin", 200),
            ] {
                let request = Request::get(format!("/auth/{action}?{query}")).body(Bytes::new());
                // As it is it may be no address at all.
                let Ok(request) = request else { continue };
                let answer = client.send(request).await;
                assert_eq!(answer.status, status, "{hostile:?}");
                hostile.check(&answer, &client.origin);
            }
            // The form says nothing of it: then the cookie does.
            is_let_in(&mut client, &hostile, &csrf).await;
        }
    }
}

/// In the forms, to every endpoint that takes one and in every way that it can be sent.
#[tokio::test]
async fn by_a_form() {
    let mut client = Lab::new().await.client;
    let origin = client.origin.clone();
    let csrf = client.csrf().await;
    for hostile in hostile_callback_urls(&origin) {
        let protocol = [("csrfToken", &*csrf), ("callbackUrl", &*hostile.value)];
        let fields = [GOOD, &protocol].concat();
        for (style, status) in [(Style::V5, 200), (Style::V4, 200), (Style::Plain, 302)] {
            for action in ["signin", "signin/credentials"] {
                let answer = client.post(style, &client.endpoint(action), &fields).await;
                assert_eq!(answer.status, status, "{hostile:?}");
                hostile.check(&answer, &origin);
            }
            let answer = client.post(style, SIGN_IN, &fields).await;
            assert_eq!(answer.status, status, "{hostile:?}");
            hostile.check(&answer, &origin);
            hostile.check_target(answer.header("location"), &origin);
            assert!(client.jar.get(COOKIE).is_some(), "{hostile:?}");
            let answer = client.post(style, "/auth/signout", &fields).await;
            hostile.check(&answer, &origin);
            hostile.check_target(answer.header("location"), &origin);
            assert!(client.jar.get(COOKIE).is_none(), "{hostile:?}");
        }
        // In an object a text needs no encoding.
        let object: Map<String, Value> = fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
        let body = Value::Object(object).to_string();
        let answer = client.post_json(SIGN_IN, &body).await;
        hostile.check(&answer, &origin);
        hostile.check_target(answer.location(), &origin);
        is_well(&mut client, &hostile).await;
    }
}

/// In the cookie, where another application of the host may have left it.
#[tokio::test]
async fn by_the_cookie() {
    let mut client = Lab::new().await.client;
    let csrf = client.csrf().await;
    for hostile in hostile_callback_urls(&client.origin) {
        let encoded: String = form_urlencoded::byte_serialize(hostile.value.as_bytes()).collect();
        let encoded = encoded.replace('+', "%20");
        let raw = hostile.value.clone();
        for (value, hostile) in [(encoded, hostile.clone()), (raw, hostile.misread())] {
            // As it is it may be nothing that a header can hold.
            if HeaderValue::from_str(&value).is_err() {
                continue;
            }
            for action in ["signin", "signout", "csrf"] {
                client.jar.set(CALLBACK_URL, &value);
                let answer = client.get(&client.endpoint(action)).await;
                assert_eq!(answer.status, 200, "{hostile:?} {action}");
                hostile.check(&answer, &client.origin);
            }
            client.jar.set(CALLBACK_URL, &value);
            is_let_in(&mut client, &hostile, &csrf).await;
        }
    }
}

/// Signs in with a form that says nothing of it, and looks at where that leads and what comes next.
async fn is_let_in(client: &mut Client, hostile: &Hostile, csrf: &str) {
    client.jar.remove(COOKIE);
    let fields = [GOOD, &[("csrfToken", csrf)]].concat();
    let answer = client.post(Style::Plain, SIGN_IN, &fields).await;
    hostile.check(&answer, &client.origin);
    hostile.check_target(answer.location(), &client.origin);
    is_well(client, hostile).await;
}

/// Whoever was let in is known, and nothing of what the browser keeps stands in the way.
async fn is_well(client: &mut Client, hostile: &Hostile) {
    let session = client.session().await;
    assert_eq!(session.json()["user"]["id"], "id-of-ada", "{hostile:?}");
    let page = client.get("/auth/signin").await;
    assert_eq!(page.status, 200, "{hostile:?}");
    hostile.check(&page, &client.origin);
}
