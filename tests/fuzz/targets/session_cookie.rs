//! Any `Cookie` header: no panic, no error, and no session that nobody signed.
#![no_main]

use std::sync::LazyLock;

use auth_runtime::auth_config;
use http::{HeaderMap, HeaderValue, header};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::Runtime;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
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

fuzz_target!(|data: &[u8]| {
    let mut headers = HeaderMap::new();
    // The name is given half of the time; finding it would keep the fuzzer from the value.
    let value = match data.split_first() {
        Some((first, rest)) if first % 2 == 0 => [b"authjs.session-token=", rest].concat(),
        _ => data.to_vec(),
    };
    let Ok(value) = HeaderValue::from_bytes(&value) else {
        return;
    };
    headers.insert(header::COOKIE, value);
    let session = RUNTIME.block_on(AUTH.session(&headers));
    assert!(matches!(session, Ok(None)), "a session without a signature");
});
