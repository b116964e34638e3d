use auth_benches::app::{EMAIL, SECRET};
use auth_benches::browser::Browser;
use auth_benches::core;
use auth_benches::database_app::auth;
use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::sqlx::{AssertSqlSafe, Row as _, SqlitePool, query};
use axum::routing::get;
use axum::{Json, Router};
use tokio::net::TcpListener;

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

/// Serves the sessions of this file, and prints where it is, the cookies of someone who is signed
/// in, and the settings of its pool.
#[tokio::main(flavor = "current_thread")]
pub(crate) async fn serve(file: &str) {
    // The threads of the pool start later, and are where this one is.
    core::first();
    let adapter = SqliteAdapter::open(file).await.expect("the database");
    let pool = adapter.pool().clone();
    let auth = auth::builder()
        .secret(SECRET)
        .production(false)
        .adapter(adapter)
        .build()
        .await
        .expect("a sound configuration");
    let router = Router::new()
        .route("/me", get(async |session: auth::Session| Json(session)))
        .merge(auth.router())
        .layer(auth.layer());
    let mut browser = Browser::new(router.clone());
    browser.sign_in(EMAIL).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    println!("{}", browser.cookie_header());
    println!("{}", settings(&pool).await);
    axum::serve(listener, router).await.expect("a server");
}

/// The settings in a line, which must be the same line for both servers.
async fn settings(pool: &SqlitePool) -> String {
    let mut line = Vec::new();
    for pragma in PRAGMAS {
        let row = query(AssertSqlSafe(format!("PRAGMA {pragma}")))
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
