//! Tables with types of the database's own: the whole contract holds over them as well.

use std::time::Duration;

use auth_runtime::adapter::{
    Adapter as _, Moments, MySqlAdapter, PostgresAdapter, SessionRecord, SessionStore as _,
    SqlAdapter, SqliteAdapter, Tables, UserField as _, UserRecord, UserStore as _, contract,
};
use auth_runtime::{Account, Clock, DefaultUser, ProviderType};
use auth_tests::{DatabaseFile, with_mysql, with_postgres};
use serde_json::json;
use sqlx::{AssertSqlSafe, Executor as _};

const SQLITE: &str = include_str!("../../auth-runtime/migrations/sqlite/0001_auth.sql");
const POSTGRES: &str = include_str!("../../auth-runtime/migrations/postgres/0001_auth.sql");
const MYSQL: &str = include_str!("../../auth-runtime/migrations/mysql/0001_auth.sql");

async fn postgres(url: &str, script: &str) -> PostgresAdapter {
    let adapter = PostgresAdapter::connect(url).await.unwrap();
    let script = AssertSqlSafe(script.to_owned());
    adapter.pool().execute(script).await.unwrap();
    adapter
}

async fn mysql(url: &str, script: &str) -> MySqlAdapter {
    let adapter = MySqlAdapter::connect(url).await.unwrap();
    let script = AssertSqlSafe(script.to_owned());
    adapter.pool().execute(script).await.unwrap();
    adapter
}

async fn sqlite(file: &DatabaseFile, script: &str) -> SqliteAdapter {
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let script = AssertSqlSafe(script.to_owned());
    adapter.pool().execute(script).await.unwrap();
    adapter.migrate_on_build(false)
}

/// The application's columns of the checks, each with this type.
fn columns(types: [&str; 12]) -> String {
    let columns = contract::columns();
    let alter = columns.iter().zip(types).map(|(column, kind)| {
        let rest = if column.is_nullable { "" } else { " NOT NULL" };
        format!(
            "ALTER TABLE users ADD COLUMN {} {kind}{rest};\n",
            column.name
        )
    });
    alter.collect()
}

/// The default tables with moments of this type.
fn moments(script: &str, kind: &str) -> String {
    let lines = script.lines().map(|line| {
        // Seconds in Auth.js's tables, whatever others hold.
        if line.contains("expires_at") {
            line.to_owned()
        } else {
            line.replace("BIGINT", kind)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn types_postgres() {
    for (moment, other_moment) in [
        ("TIMESTAMPTZ", "TIMESTAMP"),
        ("TIMESTAMP(3)", "TIMESTAMPTZ"),
    ] {
        with_postgres(|url| async move {
            let own = columns([
                "VARCHAR",
                "VARCHAR(20000)",
                "INT8",
                "INT8",
                "NUMERIC",
                "FLOAT8",
                "BOOL",
                "BOOL",
                moment,
                other_moment,
                "JSON",
                "TEXT",
            ]);
            let script = moments(POSTGRES, moment).replace("id TEXT", "id VARCHAR(500)") + &own;
            contract::adapter(postgres(&url, &script).await).await;
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn types_mysql() {
    with_mysql(|url| async move {
        let own = columns([
            "MEDIUMTEXT",
            "TEXT",
            "BIGINT",
            "BIGINT",
            "DOUBLE",
            "DOUBLE",
            "TINYINT(1)",
            "TINYINT UNSIGNED",
            "DATETIME",
            "DATETIME(6)",
            "JSON",
            "LONGTEXT",
        ]);
        let script = moments(MYSQL, "DATETIME(3)") + &own;
        contract::adapter(mysql(&url, &script).await).await;
    })
    .await;
}

/// SQLite adds no column that has to be filled and has no default.
fn sqlite_columns(moment: &str) -> String {
    let types = [
        "VARCHAR(20)",
        "TEXT",
        "INT",
        "INTEGER",
        "DOUBLE",
        "REAL",
        "BOOLEAN",
        "INTEGER",
        moment,
        moment,
        "JSON",
        "TEXT",
    ];
    columns(types).replace(" NOT NULL;", ";")
}

async fn sqlite_moments(kind: Moments, column: &str) {
    let file = DatabaseFile::new();
    let script = moments(SQLITE, column) + &sqlite_columns(column);
    let adapter = sqlite(&file, &script).await;
    let mut tables = Tables::default();
    tables.moments = kind;
    contract::adapter(adapter.tables(tables)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn types_sqlite_milliseconds() {
    sqlite_moments(Moments::Milliseconds, "DATETIME").await;
    sqlite_moments(Moments::Milliseconds, "INTEGER").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn types_sqlite_text() {
    sqlite_moments(Moments::Text, "DATETIME").await;
    sqlite_moments(Moments::Text, "TEXT").await;
}

/// The default tables with users who are numbered.
fn numbered(script: &str, id: &str) -> String {
    let users = script.replacen("id TEXT NOT NULL PRIMARY KEY", id, 1);
    users.replace("user_id TEXT", "user_id INTEGER")
}

#[tokio::test(flavor = "multi_thread")]
async fn types_numbered_postgres() {
    for id in [
        "id SERIAL PRIMARY KEY",
        "id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    ] {
        with_postgres(|url| async move {
            let adapter = postgres(&url, &numbered(POSTGRES, id)).await;
            contract::adapter(with_columns(adapter).await).await;
        })
        .await;
    }
}

/// The adapter with the columns of the checks, as it adds them itself.
async fn with_columns(adapter: PostgresAdapter) -> PostgresAdapter {
    let script = columns([
        "TEXT", "TEXT", "INT8", "INT8", "FLOAT8", "FLOAT8", "BOOL", "BOOL", "INT8", "INT8",
        "JSONB", "JSONB",
    ]);
    let script = AssertSqlSafe(script);
    adapter.pool().execute(script).await.unwrap();
    adapter
}

#[tokio::test(flavor = "multi_thread")]
async fn types_numbered_sqlite() {
    let file = DatabaseFile::new();
    let script = numbered(SQLITE, "id INTEGER PRIMARY KEY") + &sqlite_columns("BIGINT");
    contract::adapter(sqlite(&file, &script).await).await;
}

/// Without an index that keeps accounts and addresses apart, everybody else is shut out instead.
#[tokio::test(flavor = "multi_thread")]
async fn types_without_unique_indexes() {
    let loose = |script: &str| {
        script.replace("email TEXT UNIQUE", "email TEXT").replace(
            "session_state TEXT,\n    PRIMARY KEY (provider, provider_account_id)",
            "session_state TEXT",
        )
    };
    let file = DatabaseFile::new();
    let script = loose(SQLITE) + &sqlite_columns("BIGINT");
    assert!(!script.contains("UNIQUE"));
    contract::adapter(sqlite(&file, &script).await).await;
    let script = loose(POSTGRES);
    with_postgres(|url| async move {
        let adapter = postgres(&url, &script).await;
        contract::adapter(with_columns(adapter).await).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn types_of_ids_and_words_postgres() {
    with_postgres(|url| async move {
        let script = POSTGRES
            .replacen("id TEXT NOT NULL", "id UUID NOT NULL", 1)
            .replace("user_id TEXT", "user_id UUID");
        let role = "CREATE TYPE \"Role\" AS ENUM ('reader', 'editor');
            ALTER TABLE users ADD COLUMN role \"Role\" NOT NULL DEFAULT 'reader';";
        let mut adapter = postgres(&url, &(script + role)).await;
        adapter
            .prepare_users(&[String::column("role")])
            .await
            .unwrap();
        uuids_and_words(&adapter).await;
    })
    .await;
}

async fn uuids_and_words(adapter: &SqlAdapter<sqlx::Postgres>) {
    let id = "6fa459ea-ee8a-4ca4-894e-db77e160355e";
    let user = |id: &str, role| {
        let user = DefaultUser {
            id: id.to_owned(),
            ..DefaultUser::default()
        };
        UserRecord::new(user, vec![json!(role)])
    };
    let account = Account::new(ProviderType::OAuth, "github", "1906");
    let ada = user(id, "editor");
    let created = adapter.create_user(ada.clone(), Some(&account)).await;
    assert!(created.unwrap() == ada);
    assert!(adapter.user(id).await.unwrap() == Some(ada));
    // The same for the database, and another id for us; and what can be nobody's id.
    for other in [&id.to_uppercase(), &format!("{{{id}}}"), "ada", "", "a\0b"] {
        assert!(adapter.user(other).await.unwrap().is_none(), "{other}");
        assert!(adapter.accounts(other).await.unwrap().is_empty(), "{other}");
        assert!(!adapter.delete_user(other).await.unwrap(), "{other}");
        let account = Account::new(ProviderType::OAuth, "github", "other");
        let linked = adapter.link_account(other, &account).await;
        assert!(linked.unwrap_err().is_no_user(), "{other}");
    }
    // Nor is somebody nobody because of a token that cannot be stored.
    let mut account = Account::new(ProviderType::OAuth, "github", "zero");
    account.access_token = Some("a\0b".into());
    let error = adapter.link_account(id, &account).await.unwrap_err();
    assert!(!error.is_no_user() && !error.is_unavailable(), "{error:?}");
    // A word that the type does not have is a mistake, and stays between us and the database.
    let error = adapter.create_user(user(id, "hush"), None).await;
    let error = error.unwrap_err();
    assert!(!error.is_unavailable() && error.as_conflict().is_none());
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}

/// A column as long as the id that it holds, which PostgreSQL cuts to one letter if it is asked wrongly.
#[tokio::test(flavor = "multi_thread")]
async fn fixed_lengths_postgres() {
    with_postgres(|url| async move {
        let fixed = "ALTER TABLE sessions ALTER COLUMN id TYPE CHAR(64)";
        let mut adapter = postgres(&url, &format!("{POSTGRES};\n{fixed}")).await;
        adapter.prepare_users(&[]).await.unwrap();
        adapter.prepare_sessions().await.unwrap();
        let user = DefaultUser {
            id: "ada".to_owned(),
            ..DefaultUser::default()
        };
        let user = UserRecord::new(user, Vec::new());
        adapter.create_user(user, None).await.unwrap();
        let now = Clock::system().now();
        let ids = ["0", "1"].map(|last| "a".repeat(63) + last);
        for id in &ids {
            let session = SessionRecord::new(id, "ada", now + Duration::from_secs(60));
            adapter.create_session(&session).await.unwrap();
        }
        for id in &ids {
            let (session, _) = adapter.session_and_user(id, now).await.unwrap().unwrap();
            assert_eq!(session.id, *id);
            assert!(adapter.delete_session(id).await.unwrap());
        }
    })
    .await;
}
