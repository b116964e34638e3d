//! The pool, with the settings that the server beside this one has.

use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{Row as _, SqlitePool};

/// What a connection can be asked about itself.
const PRAGMAS: [&str; 7] = [
    "journal_mode",
    "synchronous",
    "foreign_keys",
    "busy_timeout",
    "cache_size",
    "mmap_size",
    "locking_mode",
];

pub async fn open(file: &str) -> SqlitePool {
    let connection = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5));
    SqlitePoolOptions::new()
        // By default each query would be two: the first asks whether the connection is there.
        .test_before_acquire(false)
        .connect_with(connection)
        .await
        .expect("the database")
}

/// The settings in a line, which must be the same line for both servers.
pub async fn settings(pool: &SqlitePool) -> String {
    let mut line = Vec::new();
    for pragma in PRAGMAS {
        let row = sqlx::query(&format!("PRAGMA {pragma}"))
            .fetch_one(pool)
            .await
            .expect("a pragma");
        let value: Result<i64, _> = row.try_get(0);
        let value = match value {
            Ok(number) => number.to_string(),
            Err(_) => row.get(0),
        };
        line.push(format!("{pragma}={value}"));
    }
    let options = pool.options();
    line.push(format!(
        "connections={}-{}",
        options.get_min_connections(),
        options.get_max_connections()
    ));
    line.push(format!(
        "test_before_acquire={}",
        options.get_test_before_acquire()
    ));
    line.join(" ")
}
