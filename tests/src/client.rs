use bytes::Bytes;
use http::{Method, Request, header};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client as Http;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use url::form_urlencoded::Serializer;

use crate::{Answer, Jar};

const FORM: &str = "application/x-www-form-urlencoded";

/// How a client posts, and what it wants to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `next-auth/react` 5: a header asks for `{"url"}`.
    V5,
    /// `next-auth/react` 4: a field of the form does.
    V4,
    /// A form of a page, without script.
    Plain,
}

/// A browser: it keeps cookies, and goes nowhere by itself.
#[derive(Clone, Debug)]
pub struct Client {
    http: Http<HttpConnector, Full<Bytes>>,
    /// The server's origin, without a slash at its end.
    pub origin: String,
    /// Where the endpoints are.
    pub base_path: String,
    /// The browser's cookies.
    pub jar: Jar,
}

impl Client {
    /// A new browser that talks to `origin`.
    pub fn new(origin: &str) -> Self {
        Self {
            http: Http::builder(TokioExecutor::new()).build_http(),
            origin: origin.to_owned(),
            base_path: "/auth".to_owned(),
            jar: Jar::default(),
        }
    }

    /// Another browser, which has been nowhere yet.
    pub fn other(&self) -> Self {
        let jar = Jar::default();
        Self {
            jar,
            ..self.clone()
        }
    }

    /// A path of the endpoints.
    pub fn endpoint(&self, path: &str) -> String {
        format!("{}/{path}", self.base_path)
    }

    /// Sends a request with the cookies of the jar, unless it has a `Cookie` header of its own,
    /// and keeps the cookies of the answer.
    pub async fn send(&mut self, mut request: Request<Bytes>) -> Answer {
        let uri = format!("{}{}", self.origin, request.uri());
        *request.uri_mut() = uri.parse().unwrap();
        let cookies = self.jar.header();
        if !cookies.is_empty() && !request.headers().contains_key(header::COOKIE) {
            let value = cookies.parse().unwrap();
            request.headers_mut().insert(header::COOKIE, value);
        }
        let response = self.http.request(request.map(Full::new)).await.unwrap();
        self.jar.absorb(response.headers());
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes(),
        }
    }

    /// `GET` of any path.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).body(Bytes::new()).unwrap();
        self.send(request).await
    }

    /// `GET` of any path with exactly these cookies.
    pub async fn get_with(&mut self, path: &str, cookies: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookies);
        self.send(request.body(Bytes::new()).unwrap()).await
    }

    /// What `GET /session` says.
    pub async fn session(&mut self) -> Answer {
        self.get(&self.endpoint("session")).await
    }

    /// The token against forged requests.
    pub async fn csrf(&mut self) -> String {
        let answer = self.get(&self.endpoint("csrf")).await;
        answer.json()["csrfToken"].as_str().unwrap().to_owned()
    }

    /// Posts a form as it is.
    pub async fn post(&mut self, style: Style, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, FORM);
        if style == Style::V5 {
            request = request.header("x-auth-return-redirect", "1");
        }
        let body = form(style, fields);
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Posts JSON as it is.
    pub async fn post_json(&mut self, path: &str, body: &str) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.to_owned().into()).unwrap())
            .await
    }

    /// Posts a form to an endpoint, with the token that it needs.
    pub async fn submit(&mut self, style: Style, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf().await;
        let fields = [fields, &[("csrfToken", &*csrf)]].concat();
        self.post(style, &self.endpoint(path), &fields).await
    }

    /// Posts a filled-in sign-in form.
    pub async fn sign_in(&mut self, style: Style, fields: &[(&str, &str)]) -> Answer {
        self.submit(style, "callback/credentials", fields).await
    }

    /// What the client's `update(data)` does.
    pub async fn update(&mut self, data: serde_json::Value) -> Answer {
        let csrf = self.csrf().await;
        let body = serde_json::json!({ "csrfToken": csrf, "data": data });
        self.post_json(&self.endpoint("session"), &body.to_string())
            .await
    }
}

/// The text of a form. A serializer is not for several threads, so it is gone before anything is sent.
fn form(style: Style, fields: &[(&str, &str)]) -> String {
    let mut form = Serializer::new(String::new());
    form.extend_pairs(fields);
    if style == Style::V4 {
        form.append_pair("json", "true");
    }
    form.finish()
}
