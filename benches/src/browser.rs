//! A browser inside the process, as far as it takes to sign in.

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use http::{Request, Response, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::app::PASSWORD;

/// Keeps the cookies of one application.
#[derive(Debug)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// A browser that was on other sites of this domain before.
    pub fn new(router: Router) -> Self {
        let foreign = "GA1.1.1234567890.1700000000".to_owned();
        Self {
            router,
            cookies: BTreeMap::from([("_ga".to_owned(), foreign)]),
        }
    }

    /// Signs in by the form of the provider `credentials`, as Auth.js does.
    ///
    /// # Panics
    ///
    /// If the application answers with an error.
    pub async fn sign_in(&mut self, email: &str) {
        let answer = self.get("/auth/csrf").await;
        let answer: serde_json::Value = serde_json::from_slice(&answer).expect("JSON");
        let token = answer["csrfToken"].as_str().expect("a token");
        let form = format!("csrfToken={token}&callbackUrl=%2F&email={email}&password={PASSWORD}");
        self.post("/auth/callback/credentials", form).await;
    }

    /// The `Cookie` header that it would send.
    pub fn cookie_header(&self) -> String {
        let pairs = self.cookies.iter();
        let pairs: Vec<_> = pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// The body of a page.
    pub async fn get(&mut self, path: &str) -> Vec<u8> {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, form: String) {
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(form)).await;
    }

    async fn send(&mut self, request: http::request::Builder, body: Body) -> Vec<u8> {
        let request = request
            .header(header::HOST, "localhost:3000")
            .header(header::COOKIE, self.cookie_header())
            .body(body)
            .expect("a request");
        let answer: Result<Response<Body>, Infallible> = self.router.clone().oneshot(request).await;
        let Ok(answer) = answer;
        assert!(!answer.status().is_server_error() && !answer.status().is_client_error());
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("text");
            let pair = cookie.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a pair");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = answer.into_body().collect().await.expect("a body");
        body.to_bytes().to_vec()
    }
}
