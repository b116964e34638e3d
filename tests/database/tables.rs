//! What the tables hold, by what is in the file: nothing that was not declared for them.

use auth_runtime::ConfigError;
use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::sqlx::{self, Column as _, Row as _, SqlitePool, sqlite::SqliteRow};
use auth_tests::forge::COOKIE;
use auth_tests::{DatabaseFile, DatabaseLab, NOW, SECRET, Script, Style};
use serde_json::json;

async fn rows(pool: &SqlitePool, table: &'static str) -> Vec<SqliteRow> {
    let query = sqlx::AssertSqlSafe(format!("SELECT * FROM {table}"));
    sqlx::query(query).fetch_all(pool).await.unwrap()
}

/// Every value of a table as text, with its column's name.
async fn dump(pool: &SqlitePool, table: &'static str) -> Vec<(String, Option<String>)> {
    let rows = rows(pool, table).await;
    let columns = rows.iter().flat_map(|row| {
        row.columns().iter().map(|column| {
            let text: Option<String> = row.get_unchecked(column.ordinal());
            (column.name().to_owned(), text)
        })
    });
    columns.collect()
}

#[tokio::test]
async fn nothing_of_the_session_object_is_stored() {
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let pool = adapter.pool().clone();
    let mut lab = DatabaseLab::new(adapter).await;
    lab.sign_in("ada").await;
    let shown = lab.client.session().await.json();
    assert_eq!(shown["note"], "a note of the session");
    lab.client.update(json!({ "note": "posted" })).await;

    let session = dump(&pool, "sessions").await;
    let names: Vec<&str> = session.iter().map(|(name, _)| &**name).collect();
    assert_eq!(
        names,
        [
            "id",
            "user_id",
            "expires",
            "created",
            "last_seen",
            "user_agent"
        ]
    );
    let value = |name| {
        let (_, value) = session.iter().find(|(column, _)| column == name).unwrap();
        value.clone().unwrap_or_default()
    };
    let month = 30 * 24 * 60 * 60;
    assert_eq!(value("user_id"), "id-of-ada");
    assert_eq!(value("expires"), (NOW + month).to_string());
    assert_eq!(value("created"), NOW.to_string());
    assert_eq!(value("last_seen"), NOW.to_string());
    assert_eq!(value("user_agent"), "");
    assert_eq!(value("id").len(), 64);
    assert!(value("id").bytes().all(|byte| byte.is_ascii_hexdigit()));

    // Not in any table: the cookie's value, and what only the session has.
    let cookie = lab.client.jar.get(COOKIE).unwrap();
    for table in ["users", "accounts", "sessions", "verification_tokens"] {
        for (column, value) in dump(&pool, table).await {
            let value = value.unwrap_or_default();
            for absent in [cookie, "a note of the session", "posted", "correct horse"] {
                assert!(!value.contains(absent), "{table}.{column}: {value}");
            }
        }
    }
    let user = dump(&pool, "users").await;
    let role = user.iter().find(|(name, _)| name == "role").unwrap();
    assert_eq!(role.1.as_deref(), Some("reader"));
}

#[tokio::test]
async fn the_client_sees_declared_fields_only() {
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    adapter.migrate().await.unwrap();
    let pool = adapter.pool().clone();
    for column in [
        "role TEXT NOT NULL DEFAULT 'reader'",
        "diary TEXT",
        "password_hash TEXT",
        "is_admin INTEGER NOT NULL DEFAULT 0",
        "phone TEXT",
    ] {
        let sql = sqlx::AssertSqlSafe(format!("ALTER TABLE users ADD COLUMN {column}"));
        sqlx::query(sql).execute(&pool).await.unwrap();
    }
    let mut lab = DatabaseLab::new(adapter).await;
    lab.sign_in("ada").await;
    sqlx::query("UPDATE users SET password_hash = 'argon2-hush', phone = '555', is_admin = 1")
        .execute(&pool)
        .await
        .unwrap();
    for path in ["/auth/session", "/me"] {
        let answer = lab.client.get(path).await;
        assert_eq!(
            answer.json(),
            json!({
                "user": {
                    "name": "ada", "email": "ada@example.com",
                    "id": "id-of-ada", "role": "reader",
                },
                "note": "a note of the session",
                "expires": "2027-02-14T08:00:00.000Z",
            }),
            "{path}"
        );
        // `diary` is a field of the user, and nobody has put it into the session.
        for absent in ["argon2", "555", "dear diary"] {
            assert!(!answer.text().contains(absent), "{path}");
        }
    }
}

#[tokio::test]
async fn a_table_that_does_not_fit_is_refused_at_the_start() {
    for (statement, words) in [
        (
            "ALTER TABLE users DROP COLUMN role",
            ["`users`", "`role`", "String"],
        ),
        (
            "ALTER TABLE users DROP COLUMN role; ALTER TABLE users ADD COLUMN role BLOB",
            ["`users`", "`role`", "BLOB"],
        ),
        (
            "ALTER TABLE users ADD COLUMN tenant TEXT NOT NULL DEFAULT (1); \
             PRAGMA writable_schema = ON; \
             UPDATE sqlite_schema SET sql = replace(sql, ' DEFAULT (1)', ''); \
             PRAGMA writable_schema = RESET",
            ["`users`", "`tenant`", "default"],
        ),
        ("DROP TABLE sessions", ["`sessions`", "table", "no"]),
        (
            "ALTER TABLE accounts RENAME COLUMN scope TO scopes",
            ["`accounts`", "`scope`", "column"],
        ),
    ] {
        let file = DatabaseFile::new();
        let adapter = SqliteAdapter::open(file.path()).await.unwrap();
        let mut lab = DatabaseLab::new(adapter).await;
        lab.sign_in("ada").await;
        let pool = SqlitePool::connect(&format!("sqlite:{}", file.path().display()))
            .await
            .unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;
        let adapter = SqliteAdapter::open(file.path()).await.unwrap();
        let error = auth_tests::database_app::auth::builder()
            .secret(SECRET)
            .production(false)
            .state(Script::default())
            .adapter(adapter.migrate_on_build(false))
            .build()
            .await
            .expect_err(statement);
        let [ConfigError::Table { problem }] = error.errors() else {
            panic!("{statement}: {error:?}");
        };
        for word in words {
            assert!(problem.contains(word), "{statement}: {problem}");
        }
    }
}

#[tokio::test]
async fn a_session_outlives_the_process() {
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let mut lab = DatabaseLab::new(adapter).await;
    lab.sign_in("ada").await;
    let jar = lab.client.jar.clone();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let mut lab = DatabaseLab::new(adapter).await;
    lab.client.jar = jar;
    assert_eq!(lab.client.get("/me").await.status, 200);
    let form = [("name", "ada"), ("password", "correct horse")];
    assert_eq!(lab.client.sign_in(Style::V5, &form).await.status, 200);
}

#[tokio::test]
async fn whoever_cannot_be_read_can_sign_out() {
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let pool = adapter.pool().clone();
    let mut lab = DatabaseLab::new(adapter).await;
    lab.sign_in("ada").await;
    // No text that anybody can read.
    sqlx::query("UPDATE users SET name = CAST(x'ff' AS TEXT)")
        .execute(&pool)
        .await
        .unwrap();
    assert_eq!(lab.client.get("/me").await.status, 500);
    let answer = lab.client.submit(Style::V5, "signout", &[]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.deletes(COOKIE));
    assert!(rows(&pool, "sessions").await.is_empty());
}

#[tokio::test]
async fn a_database_in_memory_outlives_a_client_that_goes_away() {
    let adapter = SqliteAdapter::open(":memory:").await.unwrap();
    let mut lab = DatabaseLab::new(adapter).await;
    lab.sign_in("ada").await;
    for microseconds in 0..200 {
        let mut client = lab.client.clone();
        let patience = std::time::Duration::from_micros(microseconds);
        let _ = tokio::time::timeout(patience, client.session()).await;
    }
    assert_eq!(lab.client.get("/me").await.status, 200);
}
