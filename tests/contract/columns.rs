//! Columns for an application's fields: what is added by itself, and what is said where it is not.

use auth_runtime::adapter::{MySqlAdapter, PostgresAdapter, SqliteAdapter, UserColumn, contract};
use auth_tests::{DatabaseFile, with_mysql, with_postgres};

use crate::question::Question;

/// What an application that is months old has.
async fn fill(adapter: &impl Question) {
    adapter.migrates().await.unwrap();
    let user = "INSERT INTO users (id, email) VALUES ('ada', 'ada@example.com')";
    adapter.run(user).await;
}

/// Columns that may be `NULL` are added, and nothing is written into rows that are there otherwise.
async fn adds_what_is_safe(adapter: impl Question) {
    fill(&adapter).await;
    let (nullable, filled): (Vec<UserColumn>, Vec<UserColumn>) = contract::columns()
        .into_iter()
        .partition(|column| column.is_nullable);
    let mut checking = adapter.clone().migrating(false);
    let error = checking.prepare_users(&nullable).await.unwrap_err();
    assert_eq!(error.as_tables().unwrap().len(), nullable.len());

    let mut migrating = adapter.clone().migrating(true);
    migrating.prepare_users(&nullable).await.unwrap();
    checking.prepare_users(&nullable).await.unwrap();
    let ada = checking.user("ada").await.unwrap().unwrap();
    assert!(ada.extra.iter().all(serde_json::Value::is_null), "{ada:?}");

    let error = migrating.prepare_users(&filled).await.unwrap_err();
    let problems = error.as_tables().unwrap();
    assert_eq!(problems.len(), filled.len());
    for (problem, field) in problems.iter().zip(&filled) {
        let begin = format!(
            "the table `users` has no column `{}` for the field of type `{}`; add it with `ALTER TABLE ",
            field.name, field.rust_type
        );
        assert!(problem.starts_with(&begin), "{problem}");
    }
}

/// What a message says to type is right, and gives the rows that are there a value.
async fn says_what_to_type(adapter: impl Question) {
    fill(&adapter).await;
    let columns = contract::columns();
    let mut adapter = adapter.migrating(false);
    let error = adapter.prepare_users(&columns).await.unwrap_err();
    let problems = error.as_tables().unwrap();
    assert_eq!(problems.len(), columns.len());
    for problem in problems {
        let (_, statement) = problem.split_once("add it with `").unwrap();
        adapter.run(statement.strip_suffix('`').unwrap()).await;
    }
    adapter.prepare_users(&columns).await.unwrap();
    let ada = adapter.user("ada").await.unwrap().unwrap();
    for (value, column) in ada.extra.iter().zip(&columns) {
        // JSON's own `null` is the one value that any JSON can be.
        let is_json = column.name == "settings";
        assert_eq!(value.is_null(), column.is_nullable || is_json, "{column:?}");
    }
    assert!(adapter.update_user(ada).await.unwrap());
}

/// Columns that everybody has to have are added where there is nobody.
async fn adds_all_to_an_empty_table(adapter: impl Question) {
    let mut adapter = adapter.migrating(true);
    adapter.prepare_users(&contract::columns()).await.unwrap();
    let mut checking = adapter.migrating(false);
    checking.prepare_users(&contract::columns()).await.unwrap();
}

macro_rules! columns {
    ($($test:ident)*) => {$(
        mod $test {
            use super::*;

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                with_postgres(|url| async move {
                    super::$test(PostgresAdapter::connect(&url).await.unwrap()).await;
                })
                .await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn mysql() {
                with_mysql(|url| async move {
                    super::$test(MySqlAdapter::connect(&url).await.unwrap()).await;
                })
                .await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let file = DatabaseFile::new();
                super::$test(SqliteAdapter::open(file.path()).await.unwrap()).await;
            }
        }
    )*};
}

columns!(adds_what_is_safe says_what_to_type adds_all_to_an_empty_table);
