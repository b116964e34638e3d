use std::future::Future;

use auth_runtime::adapter::{Adapter, SqlAdapter};
use sqlx::{AssertSqlSafe, Executor as _, MySql, Postgres, Row as _, SqlSafeStr as _, Sqlite};

/// A database that is asked in its own words, past the adapter's.
pub(crate) trait Question: Adapter + Clone {
    /// Runs a script.
    fn run(&self, sql: &str) -> impl Future<Output = ()> + Send;

    /// The columns of the only row, which all have to be text.
    fn row(&self, sql: &str) -> impl Future<Output = Vec<String>> + Send;
}

macro_rules! question {
    ($($database:ty)*) => {$(
        impl Question for SqlAdapter<$database> {
            async fn run(&self, sql: &str) {
                let script = AssertSqlSafe(sql.to_owned()).into_sql_str();
                self.pool().execute(script).await.unwrap();
            }

            async fn row(&self, sql: &str) -> Vec<String> {
                let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
                let row = query.fetch_one(self.pool()).await.unwrap();
                let columns = 0..row.columns().len();
                columns.map(|at| row.try_get_unchecked(at).unwrap()).collect()
            }
        }
    )*};
}

question!(MySql Postgres Sqlite);
