//! The token behind the session, in a handler.

use auth_runtime::{SessionToken, auth_config};
use auth_tests::{Client, GOOD, SECRET, Style, serve};
use axum::Router;
use axum::extract::{Request, State};
use axum::routing::get;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};
use serde_json::json;

#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod auth {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let id = credentials.name;
        (id == "ada").then(|| User {
            id,
            ..User::default()
        })
    }

    #[extend(token)]
    #[derive(Debug, Default)]
    pub(crate) struct Claims {
        pub(crate) reads: u32,
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub(crate) struct Command {
        pub(crate) name: String,
    }

    /// Counts as a new access token would: each read spends something.
    #[jwt]
    fn jwt(
        mut token: Token,
        trigger: Trigger,
        update: Option<Command>,
    ) -> Result<Option<Token>, &'static str> {
        if let Some(Command { name }) = update {
            token.name = Some(name);
        }
        match (trigger, token.name.as_deref()) {
            (Trigger::Read, Some("fails")) => Err("it fails"),
            (Trigger::Read, Some("ends")) => Ok(None),
            (Trigger::Read, _) => {
                token.reads += 1;
                Ok(Some(token))
            }
            _ => Ok(Some(token)),
        }
    }
}

async fn extracted(token: SessionToken<auth::Config>) -> String {
    format!("{} {:?}", token.reads, token.sub)
}

async fn maybe(token: Option<SessionToken<auth::Config>>) -> String {
    token.map_or("nobody".to_owned(), |token| token.reads.to_string())
}

/// Twice, and with the session beside it.
async fn together(
    token: SessionToken<auth::Config>,
    _session: auth::Session,
    again: SessionToken<auth::Config>,
) -> String {
    format!("{} {} {again:?}", token.reads, again.reads)
}

async fn by_hand(State(auth): State<auth::Auth>, request: Request) -> String {
    let (parts, _) = request.into_parts();
    let token = auth.layered_token(&parts).await.unwrap();
    token.map_or("nobody".to_owned(), |token| token.reads.to_string())
}

fn pages() -> Router<auth::Auth> {
    Router::new()
        .route("/extracted", get(extracted))
        .route("/maybe", get(maybe))
        .route("/together", get(together))
        .route("/by-hand", get(by_hand))
}

async fn client() -> (Client, auth::Auth) {
    let auth = auth::builder().secret(SECRET).build().unwrap();
    let pages = pages().merge(auth.router()).layer(auth.layer());
    let client = Client::new(&serve(pages.with_state(auth.clone())).await);
    (client, auth)
}

#[tokio::test]
async fn nobody_has_no_token() {
    let (mut client, auth) = client().await;
    let answer = client.get("/extracted").await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.json()["error"], "Unauthorized");
    for path in ["/maybe", "/by-hand"] {
        assert_eq!(client.get(path).await.text(), "nobody");
    }
    assert!(auth.token(&HeaderMap::new()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_request_spends_one_read_and_keeps_it() {
    let (mut client, auth) = client().await;
    assert_eq!(client.sign_in(Style::V5, GOOD).await.status, 200);
    let mut read = async |path| client.get(path).await.text().to_owned();
    assert_eq!(read("/extracted").await, r#"1 Some("ada")"#);
    assert_eq!(read("/maybe").await, "2");
    assert_eq!(read("/together").await, "3 3 SessionToken");
    assert_eq!(read("/by-hand").await, "4");
    // Without the layer it is what the callback makes of the cookie, which stays as it is.
    let cookies = HeaderValue::from_str(&client.jar.header()).unwrap();
    let headers = HeaderMap::from_iter([(COOKIE, cookies)]);
    for _ in 0..2 {
        assert_eq!(auth.token(&headers).await.unwrap().unwrap().reads, 5);
    }
}

#[tokio::test]
async fn a_callback_has_the_last_word() {
    let (mut client, _) = client().await;
    client.sign_in(Style::V5, GOOD).await;
    client.update(json!({ "name": "fails" })).await;
    let answer = client.get("/extracted").await;
    assert_eq!(answer.status, 500);
    assert!(!answer.touches_session());
    client.update(json!({ "name": "ends" })).await;
    assert_eq!(client.get("/extracted").await.status, 401);
}

#[tokio::test]
async fn without_the_layer_it_says_so() {
    let auth = auth::builder().secret(SECRET).build().unwrap();
    let mut client = Client::new(&serve(pages().with_state(auth.clone())).await);
    assert_eq!(client.get("/maybe").await.status, 500);
    let (parts, ()) = http::Request::new(()).into_parts();
    let error = auth.layered_token(&parts).await.unwrap_err();
    assert!(error.to_string().contains(".layer(auth.layer())"));
}

async fn of_the_other(State(other): State<auth::Auth>, request: Request) -> String {
    let (parts, _) = request.into_parts();
    let (token, session) = (
        other.layered_token(&parts).await.map(drop),
        other.layered_session(&parts).await.map(drop),
    );
    assert!(token.is_err() && session.is_err());
    "neither".to_owned()
}

/// Two runtimes of one module are two: with other secrets, for one.
#[tokio::test]
async fn another_runtime_has_another_layer() {
    let auth = auth::builder().secret(SECRET).build().unwrap();
    let other = auth::builder()
        .secret(format!("{SECRET}!"))
        .build()
        .unwrap();
    let pages = Router::new().route("/", get(of_the_other));
    let pages = pages.merge(auth.router()).layer(auth.layer());
    let mut client = Client::new(&serve(pages.with_state(other)).await);
    client.sign_in(Style::V5, GOOD).await;
    assert_eq!(client.get("/").await.text(), "neither");
}
