//! The server of `PostgreSQL`.

use std::{env, process};

use auth_runtime::Url;
use auth_runtime::sqlx::{AssertSqlSafe, Connection as _, PgConnection, raw_sql};

/// Where the server is.
pub(crate) const URL: &str = "AUTH_TEST_POSTGRES_URL";

/// A server with a database for this run.
pub(crate) struct Server {
    url: String,
    name: String,
    /// The URL of the database.
    pub(crate) database: String,
}

impl Server {
    /// `None` if nobody says where there is one.
    pub(crate) async fn create_database() -> Option<Self> {
        let url = env::var(URL).ok()?;
        let name = format!("auth_benches_{}", process::id());
        let mut database = Url::parse(&url).expect("a URL");
        database.set_path(&name);
        let server = Self {
            url,
            name,
            database: database.into(),
        };
        server.run(format!("CREATE DATABASE {}", server.name)).await;
        Some(server)
    }

    pub(crate) async fn drop_database(self) {
        self.run(format!("DROP DATABASE {}", self.name)).await;
    }

    async fn run(&self, statement: String) {
        let connection = PgConnection::connect(&self.url).await;
        let mut connection = connection.expect("a connection");
        let done = raw_sql(AssertSqlSafe(statement)).execute(&mut connection);
        done.await.expect("no error");
    }
}
