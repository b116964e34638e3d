//! The databases: each is made for one run, and removed after it.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::SystemTime;
use std::{env, fs, process};

use auth_benches::app::{EMAIL, ID, SECRET};
use auth_benches::browser::Browser;
use auth_benches::database_app::auth;
use auth_runtime::adapter::{Adapter, PostgresAdapter, SqliteAdapter};
use auth_runtime::sqlx::{PgPool, SqlitePool};
use axum::Router;
use http::{HeaderMap, HeaderValue, header};

use crate::bare::Question;
use crate::measure;
use crate::server::Server;

pub(crate) const NAMES: [&str; 2] = ["SQLite", "PostgreSQL"];

/// A database, the application on it, and a request of somebody who is signed in.
pub(crate) struct Database {
    name: &'static str,
    place: Place,
    auth: auth::Auth,
    headers: HeaderMap,
}

enum Place {
    File(SqlitePool, PathBuf),
    Server(PgPool, Server),
}

impl Database {
    /// `None` if there is no server.
    pub(crate) async fn create(name: &str) -> Option<Self> {
        match name {
            "SQLite" => Some(Self::in_file().await),
            "PostgreSQL" => match Server::create_database().await {
                Some(server) => Some(Self::on_server(server).await),
                None => None,
            },
            _ => panic!("no database has this name"),
        }
    }

    async fn in_file() -> Self {
        let folder = env::temp_dir().join(format!("auth-benches-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let adapter = SqliteAdapter::open(folder.join("read.db")).await;
        let adapter = adapter.expect("a database");
        let place = Place::File(adapter.pool().clone(), folder);
        Box::pin(Self::new(NAMES[0], place, adapter)).await
    }

    async fn on_server(server: Server) -> Self {
        let adapter = PostgresAdapter::connect(&server.database).await;
        let adapter = adapter.expect("a connection").migrate_on_build(true);
        let place = Place::Server(adapter.pool().clone(), server);
        Box::pin(Self::new(NAMES[1], place, adapter)).await
    }

    async fn new(name: &'static str, place: Place, adapter: impl Adapter) -> Self {
        let auth = auth::builder()
            .secret(SECRET)
            .production(false)
            .adapter(adapter)
            .build()
            .await
            .expect("a sound configuration");
        let mut browser = Browser::new(Router::new().merge(auth.router()));
        browser.sign_in(EMAIL).await;
        let cookies = HeaderValue::from_str(&browser.cookie_header()).expect("a header");
        let headers = HeaderMap::from_iter([
            (header::HOST, HeaderValue::from_static("localhost:3000")),
            (header::ACCEPT, HeaderValue::from_static("*/*")),
            (header::COOKIE, cookies),
        ]);
        Self {
            name,
            place,
            auth,
            headers,
        }
    }

    /// Reads the session.
    pub(crate) async fn read(&self) {
        let read = self.auth.read(black_box(&self.headers)).await;
        let read = black_box(read.expect("no error"));
        assert!(read.session.is_some_and(|session| session.user.id == ID));
    }

    /// The row of the table.
    pub(crate) async fn compare(&self, statement: &'static str) -> String {
        let ours = async || self.read().await;
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let now = i64::try_from(now.expect("after 1970").as_secs()).expect("before the end");
        // Both sides have the very same pool, so they have the same settings and connections.
        match &self.place {
            Place::File(pool, _) => {
                let question = Question::new(pool, statement, now).await;
                measure::row(self.name, ours, async || question.ask().await).await
            }
            Place::Server(pool, _) => {
                let question = Question::new(pool, statement, now).await;
                measure::row(self.name, ours, async || question.ask().await).await
            }
        }
    }

    /// Leaves nothing behind.
    pub(crate) async fn remove(self) {
        match self.place {
            Place::File(pool, folder) => {
                pool.close().await;
                fs::remove_dir_all(folder).expect("an empty place");
            }
            Place::Server(pool, server) => {
                pool.close().await;
                server.drop_database().await;
            }
        }
    }
}
