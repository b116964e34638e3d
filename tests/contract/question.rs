use std::future::Future;

use auth_runtime::adapter::{Adapter, AdapterError, SqlAdapter};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::pool::PoolOptions;
use sqlx::{AssertSqlSafe, Executor as _, MySql, Postgres, Row as _, SqlSafeStr as _, Sqlite};

/// A database that is asked in its own words, past the adapter's.
pub(crate) trait Question: Adapter + Clone {
    /// Runs a script.
    fn run(&self, sql: &str) -> impl Future<Output = ()> + Send;

    /// The columns of the only row, which all have to be text.
    fn row(&self, sql: &str) -> impl Future<Output = Vec<String>> + Send;

    /// The adapter's migrations.
    fn migrates(&self) -> impl Future<Output = Result<(), AdapterError>> + Send;

    /// Whether it migrates by itself.
    fn migrating(self, migrates: bool) -> Self;

    /// A migration of an application that uses sqlx's own tool for it, with the number of ours.
    fn migrates_application(&self) -> impl Future<Output = ()> + Send;

    /// The same database with a single connection, which is tested by nobody.
    fn narrow(&self) -> Self;

    /// Does the work while somebody else has a connection of the pool, in which this was run.
    fn beside<T: Send>(
        &self,
        sql: &str,
        work: impl Future<Output = T> + Send,
    ) -> impl Future<Output = T> + Send;
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

            async fn migrates(&self) -> Result<(), AdapterError> {
                self.migrate().await
            }

            fn migrating(self, migrates: bool) -> Self {
                self.migrate_on_build(migrates)
            }

            async fn migrates_application(&self) {
                let kind = MigrationType::Simple;
                let sql = "CREATE TABLE orders (id INTEGER NOT NULL PRIMARY KEY)".into_sql_str();
                let orders = Migration::new(1, "orders".into(), kind, sql, false);
                let migrator = Migrator::with_migrations(vec![orders]);
                migrator.run(self.pool()).await.unwrap();
            }

            fn narrow(&self) -> Self {
                let options = PoolOptions::new().max_connections(1).test_before_acquire(false);
                let connection = (*self.pool().connect_options()).clone();
                Self::new(options.connect_lazy_with(connection))
            }

            async fn beside<T: Send>(
                &self,
                sql: &str,
                work: impl Future<Output = T> + Send,
            ) -> T {
                let mut connection = self.pool().acquire().await.unwrap();
                let script = AssertSqlSafe(sql.to_owned()).into_sql_str();
                connection.execute(script).await.unwrap();
                let result = work.await;
                // What was begun ends with the connection.
                connection.close().await.unwrap();
                result
            }
        }
    )*};
}

question!(MySql Postgres Sqlite);
