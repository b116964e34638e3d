//! A provider on loopback for tests, which answers with whatever bytes a test wants.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use hmac::{Hmac, Mac as _};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKeyId, PrivateSigningKey as _};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use super::entry::Entry;
use super::exchange::{Answer, Identity};
use super::http::{Http, Limits};
use super::{OAuthClient, OAuthError, OAuthProvider};
use crate::{Clock, Timestamp};

/// The moment of the tests.
pub(super) const NOW: i64 = 1_800_000_000;

/// A key of nobody's, in the form of RFC 8410.
const KEYS: [&str; 2] = [
    "-----BEGIN PRIVATE KEY-----\n\
     MC4CAQAwBQYDK2VwBCIEIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\n\
     -----END PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\n\
     MC4CAQAwBQYDK2VwBCIEIAICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC\n\
     -----END PRIVATE KEY-----\n",
];

pub(super) struct Fake {
    /// Its address, without a path.
    pub(super) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A request that came.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// The method and the path with its query.
    pub(super) target: String,
    pub(super) head: String,
    pub(super) body: String,
}

/// Bytes, and for how long the connection then stays open without more.
pub(super) struct Reply(Vec<u8>, Duration);

impl Reply {
    pub(super) fn json(value: &Value) -> Self {
        Self::with("200 OK", "application/json", &value.to_string())
    }

    pub(super) fn with(status: &str, kind: &str, body: &str) -> Self {
        let length = body.len();
        Self::raw(format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}"
        ))
    }

    pub(super) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into(), Duration::ZERO)
    }

    pub(super) fn then_wait(self, span: Duration) -> Self {
        Self(self.0, span)
    }
}

impl Fake {
    /// Answers each request of the test's runtime; `answer` is given the provider's own address.
    pub(super) async fn start(
        answer: impl Fn(&str, &Seen) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let fake = Self {
            url: url.clone(),
            seen: Arc::clone(&seen),
        };
        let answer = Arc::new(answer);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (url, seen, answer) = (url.clone(), Arc::clone(&seen), Arc::clone(&answer));
                tokio::spawn(async move {
                    let request = read(&mut stream).await;
                    seen.lock().unwrap().push(request.clone());
                    let Reply(bytes, span) = answer(&url, &request);
                    // A client that has seen enough closes the connection while we still write.
                    let _ = stream.write_all(&bytes).await;
                    tokio::time::sleep(span).await;
                });
            }
        });
        fake
    }

    /// The requests so far for targets that end so, without the query.
    pub(super) fn seen(&self, end: &str) -> Vec<Seen> {
        let is_meant = |seen: &&Seen| {
            let target = seen.target.split('?').next().unwrap_or_default();
            target.ends_with(end)
        };
        self.seen
            .lock()
            .unwrap()
            .iter()
            .filter(is_meant)
            .cloned()
            .collect()
    }
}

async fn read(stream: &mut TcpStream) -> Seen {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
                .unwrap_or(0);
            if body.len() >= length {
                let target = text.split(" HTTP/").next().unwrap_or_default().to_owned();
                let head = text.split("\r\n\r\n").next().unwrap_or_default().to_owned();
                let body = body.to_owned();
                return Seen { target, head, body };
            }
        }
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).await.unwrap();
        assert!(read > 0, "the request ends early: {text}");
        bytes.extend_from_slice(&buffer[..read]);
    }
}

/// A client with little patience.
pub(super) fn http() -> Http {
    Http::new(Limits {
        connect: Duration::from_millis(500),
        request: Duration::from_millis(500),
        body: 64 * 1024,
    })
    .unwrap()
}

pub(super) fn clock() -> Clock {
    Clock::manual(Timestamp::from_unix_seconds(NOW))
}

/// The metadata of a provider at this address.
pub(super) fn metadata(url: &str) -> Value {
    json!({
        "issuer": url,
        "authorization_endpoint": format!("{url}/authorize"),
        "token_endpoint": format!("{url}/token"),
        "userinfo_endpoint": format!("{url}/userinfo"),
        "jwks_uri": format!("{url}/keys"),
    })
}

/// The claims of an identity token of this issuer for the client `client` with the nonce `nonce`.
pub(super) fn claims(issuer: &str) -> Value {
    json!({
        "iss": issuer, "sub": "1815", "aud": "client", "iat": NOW, "exp": NOW + 300,
        "nonce": "nonce", "name": "Ada", "email": "ada@example.com", "email_verified": true,
    })
}

/// A published key set of the keys with these numbers.
pub(super) fn key_set(numbers: &[usize]) -> Value {
    let keys: Vec<_> = numbers
        .iter()
        .map(|&number| serde_json::to_value(key(number).as_verification_key()).unwrap())
        .collect();
    json!({ "keys": keys })
}

/// A token with these claims, signed by the key with this number.
pub(super) fn sign(number: usize, claims: &Value) -> String {
    let header = json!({ "alg": "EdDSA", "kid": number.to_string() });
    sign_with(number, &header, claims)
}

pub(super) fn sign_with(number: usize, header: &Value, claims: &Value) -> String {
    let text = unsigned(header, claims);
    let signature = key(number)
        .sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes())
        .unwrap();
    format!("{text}.{}", BASE64URL.encode(signature))
}

/// The secret of a client.
pub(super) const SECRET: &str = "a secret";

/// A token with these claims, signed by the client's secret.
pub(super) fn sign_by_secret(claims: &Value) -> String {
    hs256(SECRET.as_bytes(), &json!({ "alg": "HS256" }), claims)
}

pub(super) fn hs256(key: &[u8], header: &Value, claims: &Value) -> String {
    let text = unsigned(header, claims);
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    format!("{text}.{}", BASE64URL.encode(mac.finalize().into_bytes()))
}

/// The first two parts of a token.
pub(super) fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| BASE64URL.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

fn key(number: usize) -> CoreEdDsaPrivateSigningKey {
    let id = JsonWebKeyId::new(number.to_string());
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(KEYS[number], Some(id)).unwrap()
}

/// The address that the browser comes back to.
pub(super) const REDIRECT: &str = "https://app.example/auth/callback/test";

pub(super) fn redirect() -> Url {
    Url::parse(REDIRECT).unwrap()
}

/// A provider of this kind with the id `test`.
pub(super) fn provider(entry: Entry) -> OAuthProvider {
    let entry = Entry {
        id: "test",
        name: "Test",
        ..entry
    };
    OAuthProvider::new(entry).client("client", SECRET)
}

pub(super) fn client(provider: OAuthProvider) -> OAuthClient {
    client_at(provider, &clock())
}

pub(super) fn client_at(provider: OAuthProvider, clock: &Clock) -> OAuthClient {
    OAuthClient::new(provider.check().unwrap(), http(), clock)
}

/// An answer with this code, for a sign-in with the nonce `nonce`.
pub(super) fn answer(code: &str) -> Answer<'_> {
    Answer {
        code,
        iss: None,
        user: None,
        pkce_verifier: "verifier",
        nonce: Some("nonce"),
    }
}

/// What comes of an answer of the OpenID Connect provider there.
pub(super) async fn exchange_at(fake: &Fake, answer: Answer<'_>) -> Result<Identity, OAuthError> {
    let client = client(provider(Entry::OIDC).issuer(&fake.url));
    client.exchange(answer, &redirect()).await
}

/// What a provider of OpenID Connect answers if nothing is wrong.
pub(super) fn oidc(url: &str, seen: &Seen) -> Reply {
    let path = seen.target.split('?').next().unwrap_or_default();
    Reply::json(&match path {
        "GET /.well-known/openid-configuration" => metadata(url),
        "GET /keys" => key_set(&[0]),
        "POST /token" => json!({
            "access_token": "access", "token_type": "Bearer", "expires_in": 300,
            "refresh_token": "refresh", "scope": "openid email",
            "id_token": sign(0, &claims(url)),
        }),
        _ => return Reply::with("404 Not Found", "text/plain", ""),
    })
}
