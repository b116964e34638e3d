//! The operations of the benchmark `session_read`, in pairs.

use std::fmt;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::Router;
use cookie::{Cookie, SameSite};
use http::{HeaderMap, HeaderValue, header};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::app::{EMAIL, ID, NAME, PICTURE, SECRET, auth};
use crate::browser::Browser;

/// The session's cookie.
pub(crate) const SESSION_COOKIE: &str = "authjs.session-token";

/// Two ways to do something.
pub struct Pair {
    /// What is compared.
    pub name: &'static str,
    /// Ours.
    pub ours: Box<dyn Fn()>,
    /// The other's.
    pub theirs: Box<dyn Fn()>,
}

/// The claims of our token, as a program by hand declares them.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    name: Option<String>,
    email: Option<String>,
    picture: Option<String>,
    sub: Option<String>,
    id: String,
    iat: i64,
    exp: i64,
    auth_time: i64,
    jti: String,
}

/// All pairs, ready to run.
pub fn pairs() -> Vec<Pair> {
    let long = EMAIL.repeat(300);
    vec![
        pair(
            "whole session read / `decode` alone",
            Ours::read(EMAIL, Duration::from_secs(86400)),
            Theirs::decode(EMAIL),
        ),
        pair(
            "whole session read / lookup and `decode`",
            Ours::read(EMAIL, Duration::from_secs(86400)),
            Theirs::lookup(EMAIL),
        ),
        pair(
            "long session in chunked cookies / `decode` alone",
            Ours::read(&long, Duration::from_secs(86400)),
            Theirs::decode(&long),
        ),
        pair(
            "read and re-issue / lookup, `decode`, `encode`, `Set-Cookie`",
            Ours::read(EMAIL, Duration::ZERO),
            Theirs::encode(EMAIL),
        ),
    ]
}

/// What the claims of the first pair are, as JSON: for the report.
pub fn claims_length() -> usize {
    serde_json::to_vec(&claims(EMAIL)).map_or(0, |json| json.len())
}

fn pair(name: &'static str, ours: Ours, theirs: Theirs) -> Pair {
    Pair {
        name,
        ours: Box::new(move || ours.run()),
        theirs: Box::new(move || theirs.run()),
    }
}

struct Ours {
    auth: auth::Auth,
    headers: HeaderMap,
    is_reissue: bool,
}

impl Ours {
    fn read(email: &str, update_age: Duration) -> Self {
        let auth = auth::builder()
            .secret(SECRET)
            .production(false)
            .update_age(update_age)
            .build()
            .expect("a sound configuration");
        let mut browser = Browser::new(Router::new().merge(auth.router()));
        ready(browser.sign_in(email));
        let read = Self {
            auth,
            headers: headers(&browser.cookie_header()),
            is_reissue: update_age.is_zero(),
        };
        let session = ready(read.auth.session(&read.headers));
        let session = session.expect("no error").expect("a session");
        assert_eq!(session.user.id, ID);
        read
    }

    fn run(&self) {
        if self.is_reissue {
            let read = ready(self.auth.read(black_box(&self.headers)));
            assert!(read.is_ok_and(|read| black_box(read).cookies.len() == 1));
        } else {
            let session = ready(self.auth.session(black_box(&self.headers)));
            assert!(session.is_ok_and(|session| black_box(session).is_some()));
        }
    }
}

enum Work {
    Decode,
    Lookup,
    Encode,
}

struct Theirs {
    token: String,
    headers: HeaderMap,
    decoding: DecodingKey,
    encoding: EncodingKey,
    validation: Validation,
    work: Work,
}

impl Theirs {
    fn decode(email: &str) -> Self {
        let key = &SECRET.as_bytes()[..32];
        let encoding = EncodingKey::from_secret(key);
        let token = jsonwebtoken::encode(&Header::default(), &claims(email), &encoding);
        let token = token.expect("a token");
        let cookies = format!(
            "_ga=GA1.1.1234567890.1700000000; authjs.callback-url=http%3A%2F%2Flocalhost%3A3000%2F; \
             authjs.csrf-token={0}%7C{0}; {SESSION_COOKIE}={token}",
            "0123456789abcdef".repeat(4),
        );
        Self {
            headers: headers(&cookies),
            token,
            decoding: DecodingKey::from_secret(key),
            encoding,
            validation: Validation::new(Algorithm::HS256),
            work: Work::Decode,
        }
    }

    fn lookup(email: &str) -> Self {
        Self {
            work: Work::Lookup,
            ..Self::decode(email)
        }
    }

    fn encode(email: &str) -> Self {
        Self {
            work: Work::Encode,
            ..Self::decode(email)
        }
    }

    fn run(&self) {
        match self.work {
            Work::Decode => {
                black_box(self.claims(black_box(&self.token)));
            }
            Work::Lookup => {
                black_box(self.looked_up());
            }
            Work::Encode => {
                let mut claims = self.looked_up();
                claims.iat += 1;
                let token = jsonwebtoken::encode(&Header::default(), &claims, &self.encoding);
                let cookie = Cookie::build((SESSION_COOKIE, token.expect("a token")))
                    .path("/")
                    .http_only(true)
                    .same_site(SameSite::Lax)
                    .max_age(time::Duration::days(30));
                let cookie = HeaderValue::try_from(cookie.to_string());
                black_box((claims, cookie.expect("a header")));
            }
        }
    }

    fn looked_up(&self) -> Claims {
        let header = black_box(&self.headers).get(header::COOKIE);
        let cookies = header.and_then(|header| header.to_str().ok());
        let token = Cookie::split_parse(cookies.unwrap_or_default())
            .filter_map(Result::ok)
            .find(|cookie| cookie.name() == SESSION_COOKIE)
            .expect("a cookie");
        self.claims(token.value())
    }

    fn claims(&self, token: &str) -> Claims {
        jsonwebtoken::decode(token, &self.decoding, &self.validation)
            .expect("a valid token")
            .claims
    }
}

fn claims(email: &str) -> Claims {
    Claims {
        name: Some(NAME.to_owned()),
        email: Some(email.to_owned()),
        picture: Some(PICTURE.to_owned()),
        sub: Some(ID.to_owned()),
        id: ID.to_owned(),
        iat: 1_798_000_000,
        exp: 4_102_444_800,
        auth_time: 1_798_000_000,
        jti: "7f0c3a52-94a4-4ed0-9d6c-0e6c0f6a5b11".to_owned(),
    }
}

/// A request's headers with these cookies.
pub(crate) fn headers(cookies: &str) -> HeaderMap {
    let cookies = HeaderValue::from_str(cookies).expect("a header");
    HeaderMap::from_iter([
        (header::HOST, HeaderValue::from_static("localhost:3000")),
        (header::ACCEPT, HeaderValue::from_static("*/*")),
        (header::COOKIE, cookies),
    ])
}

/// The result of work that waits for nothing.
pub(crate) fn ready<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
