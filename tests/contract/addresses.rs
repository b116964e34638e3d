//! The password in a URL is in no error and in no `Debug`, whatever goes wrong.

use std::error::Error;
use std::fmt::Write as _;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use auth_runtime::Url;
use auth_runtime::adapter::{AdapterError, MySqlAdapter, PostgresAdapter};
use auth_tests::servers::server_url;
use sqlx::pool::PoolOptions;

/// A password, and how it is written in a URL.
const PASSWORD: &str = "hunter2:sesame";
const ESCAPED: &str = "hunter2%3Asesame";

/// Everything that an error says.
fn words(error: &AdapterError) -> String {
    let mut words = format!("{error} {error:?}");
    let mut next = error.source();
    while let Some(source) = next {
        write!(words, " {source} {source:?}").unwrap();
        next = source.source();
    }
    words
}

#[track_caller]
fn keeps_the_secret(words: &str) {
    for secret in [PASSWORD, ESCAPED, "hunter2", "sesame", "://"] {
        // An example of a URL is no secret.
        let words = words.replace("postgres://user:password@host/database", "");
        let words = words.replace("mysql://user:password@host/database", "");
        assert!(!words.contains(secret), "{secret} in {words}");
    }
}

/// The server's URL for somebody whom it does not let in.
fn stranger(url: &str) -> String {
    let mut url: Url = url.parse().unwrap();
    url.set_username("auth_tests_nobody").unwrap();
    url.set_password(Some(ESCAPED)).unwrap();
    url.into()
}

/// A place where nobody listens.
fn nobody(scheme: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    format!("{scheme}://ada:{ESCAPED}@127.0.0.1:{port}/app")
}

macro_rules! addresses {
    ($adapter:ident, $scheme:literal, $variable:literal) => {
        use super::*;

        #[tokio::test]
        async fn a_stranger() {
            let example = concat!($scheme, "://root@127.0.0.1/test");
            let Some(url) = server_url($variable, example) else {
                return;
            };
            let url = stranger(&url);
            let error = $adapter::connect(&url).await.unwrap_err();
            assert!(!error.is_unavailable(), "{error:?}");
            let words = words(&error);
            // The reason is told all the same.
            assert!(words.contains("auth_tests_nobody"), "{words}");
            keeps_the_secret(&words);
        }

        #[tokio::test]
        async fn nobody_there() {
            let begin = Instant::now();
            let error = $adapter::connect(&nobody($scheme)).await.unwrap_err();
            assert!(error.is_unavailable(), "{error:?}");
            keeps_the_secret(&words(&error));
            assert!(begin.elapsed() < Duration::from_secs(7));
        }

        #[tokio::test]
        async fn no_url() {
            for url in [
                PASSWORD.to_owned(),
                format!("{PASSWORD}@127.0.0.1/app"),
                format!("{}://ada:{ESCAPED}@[127.0.0.1/app", $scheme),
                format!("{}://ada:{ESCAPED}@127.0.0.1:port/app", $scheme),
                format!("{}://ada:{ESCAPED}@127.0.0.1:99999/app", $scheme),
                format!("ftp://ada:{ESCAPED}@127.0.0.1/app"),
            ] {
                let error = $adapter::connect(&url).await.unwrap_err();
                let words = words(&error);
                assert!(words.contains("the URL is not like"), "{url}: {words}");
                keeps_the_secret(&words);
            }
        }

        #[tokio::test]
        async fn debug() {
            let pool = PoolOptions::new().connect_lazy(&nobody($scheme)).unwrap();
            let adapter = $adapter::new(pool);
            let words = format!("{adapter:?} {adapter:#?}");
            assert!(words.contains("users"), "{words}");
            keeps_the_secret(&words);
        }
    };
}

mod postgres {
    addresses!(PostgresAdapter, "postgres", "AUTH_TEST_POSTGRES_URL");
}

mod mysql {
    addresses!(MySqlAdapter, "mysql", "AUTH_TEST_MYSQL_URL");
}
