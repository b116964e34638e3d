//! Any request to the endpoints: no panic, no server error, and no session cookie without a sign-in.
#![no_main]

use std::sync::LazyLock;

use auth_runtime::auth_config;
use bytes::Bytes;
use http::{Request, header};
use http_body_util::Full;
use libfuzzer_sys::fuzz_target;
use tokio::runtime::Runtime;
use tower::ServiceExt;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(serde::Deserialize)]
    pub struct SignInForm {
        pub email: String,
        pub age: Option<u8>,
        pub remember: bool,
    }

    #[credentials]
    fn authorize(credentials: SignInForm) -> Option<User> {
        let SignInForm {
            email,
            age,
            remember,
        } = credentials;
        let _ = (email, age, remember);
        None
    }
}

static AUTH: LazyLock<auth::Auth> = LazyLock::new(|| {
    auth::builder()
        .secret("a secret that no fuzzer will ever guess")
        .production(false)
        .build()
        .expect("these settings are fine")
});

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime without drivers needs nothing")
});

const ACTIONS: &[&str] = &[
    "session",
    "csrf",
    "providers",
    "signin",
    "signin/credentials",
    "callback/credentials",
    "signout",
    "error",
    "",
];

// A byte for the action, one for the switches, then the query, the cookies and the body, line by line.
fuzz_target!(|data: &[u8]| {
    let [action, switches, rest @ ..] = data else {
        return;
    };
    let mut lines = rest.splitn(3, |byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (query, cookies, body) = (line(), line(), line());
    let action = ACTIONS[usize::from(*action) % ACTIONS.len()];
    let uri = [b"/auth/", action.as_bytes(), b"?", query].concat();
    let content_type = if switches & 1 == 0 {
        "application/x-www-form-urlencoded"
    } else {
        "application/json"
    };
    let mut request = Request::builder()
        .method(if switches & 2 == 0 { "POST" } else { "GET" })
        .uri(&uri[..])
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, content_type)
        .header(header::COOKIE, cookies);
    if switches & 4 == 0 {
        request = request.header("x-auth-return-redirect", "1");
    }
    let Ok(request) = request.body(Full::new(Bytes::copy_from_slice(body))) else {
        return;
    };
    let Ok(answer) = RUNTIME.block_on(AUTH.service().oneshot(request));
    // The error page has the status of the error that its address names.
    assert!(
        !answer.status().is_server_error() || action == "error",
        "{} as the answer to {action}",
        answer.status(),
    );
    for cookie in answer.headers().get_all(header::SET_COOKIE) {
        let is_session = cookie.as_bytes().starts_with(b"authjs.session-token=");
        let is_deletion = cookie.as_bytes().starts_with(b"authjs.session-token=;");
        assert!(!is_session || is_deletion, "a session without a sign-in");
    }
});
