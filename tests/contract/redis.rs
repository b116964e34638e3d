//! Sessions in Redis.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use auth_runtime::adapter::{
    AdapterError, MemoryAdapter, RedisStore, SessionRecord, SessionStore as _, Slide,
    UserStore as _, contract,
};
use auth_runtime::{Clock, Timestamp, Url};
use auth_tests::servers::server_url;

use crate::proxy::{Proxy, Way};

/// A prefix of a test's own on the server, whose keys are deleted in the end.
struct Keys {
    url: Url,
    prefix: String,
}

impl Keys {
    /// `None` if there is no server.
    fn new(test: &str) -> Option<Self> {
        let url = server_url("AUTH_TEST_REDIS_URL", "redis://127.0.0.1:6379")?;
        let moment = Clock::system().now().unix_seconds();
        Some(Self {
            url: url.parse().expect("AUTH_TEST_REDIS_URL is no URL"),
            prefix: format!("auth-test-{test}-{}-{moment}:", std::process::id()),
        })
    }

    async fn store(&self) -> RedisStore {
        let store = RedisStore::connect(self.url.as_str()).await.unwrap();
        store.prefix(&self.prefix)
    }

    /// The same server behind a way that can be cut.
    async fn proxy(&self) -> (Proxy, RedisStore) {
        let proxy = Proxy::to(self.address()).await;
        let mut url = self.url.clone();
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(proxy.port())).unwrap();
        let store = RedisStore::connect(url.as_str()).await.unwrap();
        (proxy, store.prefix(&self.prefix))
    }

    fn address(&self) -> String {
        let host = self.url.host_str().unwrap_or("127.0.0.1");
        format!("{host}:{}", self.url.port().unwrap_or(6379))
    }

    /// What the server answers on a connection of its own, without the marks of the protocol.
    fn ask(&self, command: &[&str]) -> String {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        let password = self.url.password().unwrap_or_default();
        if !password.is_empty() {
            let user = Some(self.url.username()).filter(|user| !user.is_empty());
            send(&mut stream, &["AUTH", user.unwrap_or("default"), password]);
        }
        let database = self.url.path().trim_start_matches('/');
        if !database.is_empty() {
            send(&mut stream, &["SELECT", database]);
        }
        send(&mut stream, command)
    }

    fn key(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        let script =
            "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end";
        self.ask(&["EVAL", script, "0", &format!("{}*", self.prefix)]);
    }
}

/// Sends a command, and gives its answer of one value.
fn send(stream: &mut TcpStream, command: &[&str]) -> String {
    let mut text = format!("*{}\r\n", command.len());
    for word in command {
        let _ = write!(text, "${}\r\n{word}\r\n", word.len());
    }
    stream.write_all(text.as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let value = line[1..].trim_end();
    match line.chars().next() {
        Some('$') if value != "-1" => {
            let mut bytes = vec![0; value.parse().unwrap()];
            reader.read_exact(&mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        }
        Some('-') => panic!("{command:?}: {value}"),
        _ => value.to_owned(),
    }
}

fn now() -> Timestamp {
    Clock::system().now()
}

fn session(id: &str, user: &str) -> SessionRecord {
    let mut session = SessionRecord::new(id, user, now() + Duration::from_secs(600));
    session.created = Some(now());
    session.last_seen = Some(now());
    session
}

#[tokio::test(flavor = "multi_thread")]
async fn redis() {
    let Some(keys) = Keys::new("contract") else {
        return;
    };
    contract::sessions(keys.store().await, contract::any_user).await;
    contract::adapter(MemoryAdapter::new().with_sessions(keys.store().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_is_shared_by_prefixes() {
    let Some(keys) = Keys::new("prefix") else {
        return;
    };
    // Another application on the same server, whose prefix begins with ours.
    let (ours, others) = (keys.store().await, keys.store().await);
    let others = others.prefix(&keys.key("session:"));
    let session = session("id", "ada");
    ours.create_session(&session).await.unwrap();
    others.create_session(&session).await.unwrap();
    assert_eq!(ours.delete_sessions("ada").await.unwrap(), 1);
    assert_eq!(others.session("id", now()).await.unwrap(), Some(session));
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_survives_a_connection_that_the_server_kills() {
    let Some(keys) = Keys::new("kill") else {
        return;
    };
    let (proxy, store) = keys.proxy().await;
    let mut session = session("id", "ada");
    store.create_session(&session).await.unwrap();
    let kill = || {
        let address = proxy.newest().to_string();
        let killed = keys.ask(&["CLIENT", "KILL", "TYPE", "normal", "ADDR", &address]);
        assert_eq!(killed, "1");
    };
    kill();
    assert_eq!(
        store.session("id", now()).await.unwrap(),
        Some(session.clone())
    );
    kill();
    let slide = Slide {
        from: session.expires,
        to: session.expires + Duration::from_secs(60),
        seen: now(),
    };
    assert!(store.slide_session("id", slide).await.unwrap());
    (session.expires, session.last_seen) = (slide.to, Some(slide.seen));
    kill();
    let second = self::session("second", "ada");
    store.create_session(&second).await.unwrap();
    kill();
    assert_eq!(store.sessions("ada", now()).await.unwrap().len(), 2);
    kill();
    assert!(store.delete_session("second").await.unwrap());
    assert_eq!(store.session("id", now()).await.unwrap(), Some(session));
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_that_is_away_is_unavailable_and_comes_back() {
    let Some(keys) = Keys::new("away") else {
        return;
    };
    let (proxy, store) = keys.proxy().await;
    let patience = Duration::from_secs(1);
    let store = store.patience(patience);
    let session = session("id", "ada");
    store.create_session(&session).await.unwrap();
    for way in [Way::Closed, Way::Silent, Way::Closed] {
        proxy.set(way);
        let start = Instant::now();
        for _ in 0..2 {
            let error = store.session("id", now()).await.unwrap_err();
            assert!(error.is_unavailable(), "{way:?}: {}", chain(&error));
        }
        assert!(
            start.elapsed() < 3 * patience,
            "{way:?}: {:?}",
            start.elapsed()
        );
        proxy.set(Way::Open);
        // The attempts that were under way may still fail; the store recovers by itself.
        let deadline = Instant::now() + Duration::from_secs(10);
        let found = loop {
            match store.session("id", now()).await {
                Ok(found) => break found,
                Err(error) => assert!(
                    error.is_unavailable() && Instant::now() < deadline,
                    "{way:?}: {}",
                    chain(&error)
                ),
            }
        };
        assert_eq!(found.as_ref(), Some(&session), "{way:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_that_has_lost_its_data_has_no_sessions() {
    let Some(keys) = Keys::new("lost") else {
        return;
    };
    let store = keys.store().await;
    for lost in ["session:id", "user:ada"] {
        let session = session("id", "ada");
        store.create_session(&session).await.unwrap();
        assert_eq!(keys.ask(&["DEL", &keys.key(lost)]), "1");
        assert_eq!(store.session("id", now()).await.unwrap(), None, "{lost}");
        assert_eq!(store.sessions("ada", now()).await.unwrap(), [], "{lost}");
        let slide = Slide {
            from: session.expires,
            to: session.expires + Duration::from_secs(60),
            seen: now(),
        };
        assert!(!store.slide_session("id", slide).await.unwrap(), "{lost}");
        assert_eq!(store.session("id", now()).await.unwrap(), None, "{lost}");
        assert!(!store.delete_session("id").await.unwrap(), "{lost}");
    }
    // The scripts are lost as well when a server starts anew.
    let session = session("id", "ada");
    store.create_session(&session).await.unwrap();
    keys.ask(&["SCRIPT", "FLUSH"]);
    assert_eq!(store.session("id", now()).await.unwrap(), Some(session));
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_keeps_no_key_for_ever() {
    let Some(keys) = Keys::new("ttl") else {
        return;
    };
    let store = keys.store().await;
    let ttl = |key: &str| {
        let text = keys.ask(&["TTL", &keys.key(key)]);
        text.parse::<i64>().unwrap()
    };
    let all = ["session:id", "user:ada", "sessions"];
    // The moments are those of a machine whose clock is a day behind.
    let mut session = session("id", "ada");
    let day = Duration::from_secs(24 * 60 * 60);
    session.created = Some(now() - day);
    session.last_seen = session.created;
    session.expires = now() - day + Duration::from_secs(600);
    store.create_session(&session).await.unwrap();
    for key in all {
        let ttl = ttl(key);
        assert!((590..=600).contains(&ttl), "{key}: {ttl}");
    }
    let slide = Slide {
        from: session.expires,
        to: session.expires + Duration::from_secs(1_000),
        seen: now() - day,
    };
    assert!(store.slide_session("id", slide).await.unwrap());
    for key in all {
        let ttl = ttl(key);
        assert!((1_590..=1_600).contains(&ttl), "{key}: {ttl}");
    }
    // A shorter session beside it shortens nothing.
    let mut short = self::session("short", "ada");
    short.expires = now() + Duration::from_secs(60);
    store.create_session(&short).await.unwrap();
    assert!(ttl("session:short") <= 60);
    for key in all {
        let ttl = ttl(key);
        assert!((1_580..=1_600).contains(&ttl), "{key}: {ttl}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_forgets_the_names_of_sessions_that_have_ended() {
    let Some(keys) = Keys::new("names") else {
        return;
    };
    let store = keys.store().await;
    let count = |key: &str| keys.ask(&["ZCARD", &keys.key(key)]);
    for id in ["first", "second"] {
        store.create_session(&session(id, "ada")).await.unwrap();
        // As if it had ended by itself.
        keys.ask(&["DEL", &keys.key(&format!("session:{id}"))]);
    }
    assert_eq!(
        (count("user:ada"), count("sessions")),
        ("1".to_owned(), "1".to_owned())
    );
    store
        .create_session(&session("third", "ada"))
        .await
        .unwrap();
    assert_eq!(
        (count("user:ada"), count("sessions")),
        ("1".to_owned(), "1".to_owned())
    );
    store
        .create_session(&session("fourth", "grace"))
        .await
        .unwrap();
    assert_eq!(store.delete_sessions("ada").await.unwrap(), 1);
    assert_eq!(
        (count("user:ada"), count("sessions")),
        ("0".to_owned(), "1".to_owned())
    );
}

/// An error with all that caused it.
fn chain(error: &AdapterError) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(text, ": {error} {error:?}");
        source = error.source();
    }
    text
}

#[tokio::test]
async fn redis_errors_never_show_the_password() {
    let mut urls = vec![
        // Nobody listens there.
        "redis://ada:hunter2@127.0.0.1:1".to_owned(),
        "redis://ada:hunter2@127.0.0.1:notaport".to_owned(),
        "redis://ada:hunter2@[::1".to_owned(),
        "rediss://ada:hunter2@127.0.0.1:1".to_owned(),
        "http://ada:hunter2@127.0.0.1".to_owned(),
        "ada:hunter2".to_owned(),
        "redis://ada:hunter2@127.0.0.1/notanumber".to_owned(),
    ];
    if let Some(keys) = Keys::new("password") {
        // Somebody listens there, and knows no such user.
        urls.push(format!("redis://ada:hunter2@{}", keys.address()));
    }
    for url in urls {
        let error = RedisStore::connect(&url).await.unwrap_err();
        let text = chain(&error);
        assert!(!text.contains("hunter2"), "{text}");
        assert_eq!(
            error.is_unavailable(),
            url.ends_with("127.0.0.1:1") && url.starts_with("redis:"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn redis_debug_shows_no_password() {
    let Some(keys) = Keys::new("debug") else {
        return;
    };
    let text = format!("{:?}", keys.store().await);
    assert_eq!(
        text,
        format!(
            "RedisStore {{ prefix: {:?}, patience: 5s, .. }}",
            keys.prefix
        )
    );
}
