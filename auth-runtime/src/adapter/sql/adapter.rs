use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use sqlx::pool::{PoolConnection, PoolOptions};
use sqlx::{Connection as _, Pool};

use super::Tables;
use super::dialect::{Bind, Dialect, FoundTable};
use super::failure::{Failure, is_broken};
use super::sessions::SessionStatements;
use super::statement::Statement;
use super::trouble::Trouble;
use super::users::UserStatements;
use crate::adapter::AdapterError;

/// How long an operation may take unless the application says otherwise.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How long an operation may take while the database is away. The pool goes on trying to connect for
/// as long as it may, and requests that wait for that in vain must not pile up.
const SHORT_PATIENCE: Duration = Duration::from_secs(1);

/// How often work is done that was given up for another transaction, before the database counts as away.
pub(super) const ATTEMPTS: u32 = 10;

/// How long a connection that is tested may take to answer.
const PING_PATIENCE: Duration = Duration::from_millis(500);

/// A connection that nobody has used for so long is asked whether it is still there.
const IDLE: Duration = Duration::from_secs(1);

/// Users, accounts, sessions and tokens in an SQL database.
///
/// It is used by its names for one database: [`SqliteAdapter`](super::SqliteAdapter),
/// [`PostgresAdapter`](super::PostgresAdapter) and [`MySqlAdapter`](super::MySqlAdapter).
/// Clones share the pool.
pub struct SqlAdapter<DB: Dialect> {
    pub(super) pool: Pool<DB>,
    /// Whether the pool is made here, so that its settings follow the adapter's.
    is_own_pool: bool,
    /// Whether the one connection of the pool is the database.
    pub(super) is_in_memory: bool,
    pub(super) tables: Arc<Tables>,
    pub(super) migrates: bool,
    patience: Duration,
    /// When the database was away last; clones of the adapter share it with the pool.
    trouble: Arc<Trouble>,
    /// What is asked, once the tables are known.
    pub(super) users: Option<Arc<UserStatements>>,
    pub(super) sessions: Option<Arc<SessionStatements>>,
    /// A session with its user in one question, once both tables are known.
    pub(super) session_and_user: Option<Statement>,
}

// Derived, it would want the database's own type to be `Clone`, which none is.
impl<DB: Dialect> Clone for SqlAdapter<DB> {
    fn clone(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            is_own_pool: self.is_own_pool,
            is_in_memory: self.is_in_memory,
            tables: self.tables.clone(),
            migrates: self.migrates,
            patience: self.patience,
            trouble: self.trouble.clone(),
            users: self.users.clone(),
            sessions: self.sessions.clone(),
            session_and_user: self.session_and_user.clone(),
        }
    }
}

impl<DB: Dialect> fmt::Debug for SqlAdapter<DB> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The pool's own words have the password in them.
        f.debug_struct("SqlAdapter")
            .field("database", &DB::NAME)
            .field("tables", &self.tables)
            .finish_non_exhaustive()
    }
}

impl<DB: Dialect> SqlAdapter<DB> {
    /// An adapter on a pool that the application has.
    ///
    /// How long the pool waits for a connection, and whether it tests one before it gives it away,
    /// is the application's to say; [`patience`](Self::patience) counts all the same.
    pub fn new(pool: Pool<DB>) -> Self {
        Self {
            pool,
            is_own_pool: false,
            is_in_memory: false,
            tables: Arc::default(),
            migrates: false,
            patience: PATIENCE,
            trouble: Arc::default(),
            users: None,
            sessions: None,
            session_and_user: None,
        }
    }

    /// An adapter on a pool that is made here.
    pub(super) fn own(
        options: PoolOptions<DB>,
        connection: <DB::Connection as sqlx::Connection>::Options,
    ) -> Self {
        let options = options
            .acquire_timeout(PATIENCE)
            // A read is one question, and not two. Only a connection that was idle for a while is
            // tested, so that a server that was started again is noticed.
            .test_before_acquire(false)
            .before_acquire(|connection, about| {
                Box::pin(
                    async move { Ok(about.idle_for < IDLE || answers::<DB>(connection).await) },
                )
            });
        Self {
            is_own_pool: true,
            ..Self::new(options.connect_lazy_with(connection))
        }
    }

    /// What the tables and columns are called; [`Tables::default`] unless it is set.
    pub fn tables(self, tables: Tables) -> Self {
        Self {
            tables: Arc::new(tables),
            ..self
        }
    }

    /// Whether the builder's `build` runs the migrations, and adds columns for fields of the
    /// application's user where that is safe.
    ///
    /// Without it the tables are only checked.
    pub fn migrate_on_build(self, migrates: bool) -> Self {
        Self { migrates, ..self }
    }

    /// How long an operation may take, the wait for a connection included; five seconds unless it is set.
    ///
    /// Then the database counts as away, and until it answers again operations give up after a second.
    pub fn patience(self, patience: Duration) -> Self {
        // A new pool would be a new database.
        let pool = if self.is_own_pool && !self.is_in_memory {
            let options = self.pool.options().clone().acquire_timeout(patience);
            options.connect_lazy_with((*self.pool.connect_options()).clone())
        } else {
            self.pool
        };
        Self {
            pool,
            patience,
            ..self
        }
    }

    /// The pool, for questions of the application's own.
    pub fn pool(&self) -> &Pool<DB> {
        &self.pool
    }

    /// Creates the default tables, and brings those of an earlier version up to date.
    ///
    /// Several that do so at once wait for each other. What was done is noted in a table
    /// `auth_migrations` of its own, and the scripts are in the folder `migrations` of this crate.
    ///
    /// # Errors
    ///
    /// If the tables are not the default ones, or the database refuses.
    pub async fn migrate(&self) -> Result<(), AdapterError> {
        let default = Tables::default();
        // How moments are written is no matter of tables: the migrations' columns hold seconds.
        if *self.tables != default {
            return Err(AdapterError::tables(vec![
                "the migrations create the default tables and no others: leave them out, and create the tables as your own tools do".to_owned(),
            ]));
        }
        let mut held = self.in_time(self.hold(false)).await?;
        // Long work that is done once must not make the futures of applications large.
        let done = Box::pin(DB::migrate(&mut held.connection)).await;
        held.is_sound = done.is_ok();
        done.map_err(|error| match error {
            sqlx::migrate::MigrateError::Execute(error)
            | sqlx::migrate::MigrateError::ExecuteMigration(error, _) => {
                Failure::of::<DB>(&error).into()
            }
            // Where scripts cannot be undone, one that stopped halfway stays.
            sqlx::migrate::MigrateError::Dirty(version) => AdapterError::other(format!(
                "migration {version} stopped halfway: drop the tables that it has created, and its row in `auth_migrations`"
            )),
            // The others speak of numbers of migrations.
            error => AdapterError::other(error.to_string()),
        })
    }

    pub(super) async fn look(&self, table: &str) -> Result<Option<FoundTable>, AdapterError> {
        let schema = self.tables.schema.as_deref();
        let found = self.in_time(async {
            let mut held = self.hold(true).await?;
            let result = DB::look(&mut held.connection, schema, table).await;
            held.judge(result)
        });
        Ok(found.await?)
    }

    /// The rows of a question, which changes nothing and so may be asked again on a new connection.
    pub(super) async fn fetch(
        &self,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> Result<Vec<DB::Row>, Failure> {
        self.ask(Wanted::All, statement, values).await
    }

    /// The one row of such a question. It does not wait for the end of the answer.
    pub(super) async fn first(
        &self,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> Result<Option<DB::Row>, Failure> {
        Ok(self.ask(Wanted::First, statement, values).await?.pop())
    }

    async fn ask(
        &self,
        wanted: Wanted,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> Result<Vec<DB::Row>, Failure> {
        let asked = self.in_time(async {
            match self.ask_once(false, wanted, statement, values).await {
                Err(error) if is_broken::<DB>(&error) => {
                    self.trouble.note();
                    self.ask_once(true, wanted, statement, values).await
                }
                result => result,
            }
        });
        match asked.await {
            // What no column can hold is in no row.
            Err(failure) if failure.is_no_such_value() => Ok(Vec::new()),
            result => result,
        }
    }

    async fn ask_once(
        &self,
        is_tested: bool,
        wanted: Wanted,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> Result<Vec<DB::Row>, sqlx::Error> {
        let mut held = self.hold(is_tested).await?;
        let connection = &mut held.connection;
        let result = match wanted {
            Wanted::First => DB::first(connection, statement, values)
                .await
                .map(Vec::from_iter),
            Wanted::All => DB::fetch(connection, statement, values).await,
        };
        held.judge(result)
    }

    /// Runs a statement, and says how many rows it changed.
    ///
    /// One that was given up for another transaction has changed nothing, and runs again.
    pub(super) async fn execute(
        &self,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> Result<u64, Failure> {
        let mut attempt = 1;
        loop {
            let executed = self.in_time(async {
                let mut held = self.hold(false).await?;
                let result = DB::execute(&mut held.connection, statement, values).await;
                held.judge(result)
            });
            match executed.await {
                Err(failure) if failure.is_deadlock() && attempt < ATTEMPTS => attempt += 1,
                result => return result,
            }
        }
    }

    /// Runs a statement that changes only rows which are there: none is what cannot be.
    pub(super) async fn change(
        &self,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> Result<u64, Failure> {
        match self.execute(statement, values).await {
            Err(failure) if failure.is_no_such_value() => Ok(0),
            result => result,
        }
    }

    /// Connects once, so that what is wrong with the place is told where it was given.
    pub(super) async fn try_connection(&self) -> Result<(), Failure> {
        self.in_time(async {
            let mut held = self.hold(false).await?;
            let result = held.connection.ping().await;
            held.judge(result)
        })
        .await
    }

    /// Gives up when the patience is over.
    pub(super) async fn in_time<T>(
        &self,
        work: impl Future<Output = Result<T, sqlx::Error>> + Send,
    ) -> Result<T, Failure> {
        let patience = if self.trouble.is_hopeless() {
            self.patience.min(SHORT_PATIENCE)
        } else {
            self.patience
        };
        let failure = match tokio::time::timeout(patience, work).await {
            Ok(Ok(done)) => {
                self.trouble.end();
                return Ok(done);
            }
            Ok(Err(error)) => Failure::of::<DB>(&error),
            Err(_) => Failure::Away(format!("no answer within {patience:?}")),
        };
        if matches!(failure, Failure::Away(_)) {
            self.trouble.note();
        }
        Err(failure)
    }

    /// A connection of the pool.
    ///
    /// After a restart of the server all that the pool has may be broken, so they are tested then.
    pub(super) async fn hold(&self, is_tested: bool) -> Result<Held<DB>, sqlx::Error> {
        let is_tested = is_tested || self.trouble.is_fresh();
        loop {
            let mut held = Held {
                connection: self.pool.acquire().await?,
                is_sound: false,
                is_kept: self.is_in_memory,
            };
            if !is_tested || answers::<DB>(&mut held.connection).await {
                return Ok(held);
            }
        }
    }
}

/// Which rows of an answer are wanted.
#[derive(Clone, Copy)]
enum Wanted {
    First,
    All,
}

/// A connection that goes back to the pool only if all that was asked of it was answered.
///
/// Work can be given up at any moment: because the patience is over, or because the client is gone.
/// What is still on its way then must not be taken for the answer to the next question.
pub(super) struct Held<DB: Dialect> {
    pub(super) connection: PoolConnection<DB>,
    pub(super) is_sound: bool,
    /// Whether it is the database itself, which would be gone with it.
    is_kept: bool,
}

/// Whether the connection is there. Something between may have cut it without a word, and that must
/// not cost the patience for the answer.
async fn answers<DB: Dialect>(connection: &mut DB::Connection) -> bool {
    let ping = tokio::time::timeout(PING_PATIENCE, connection.ping());
    matches!(ping.await, Ok(Ok(())))
}

impl<DB: Dialect> Held<DB> {
    /// Decides by the last result whether the connection can be used again.
    pub(super) fn judge<T>(&mut self, result: Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
        self.is_sound = match &result {
            Ok(_) => true,
            Err(error @ sqlx::Error::Database(_)) => !is_broken::<DB>(error),
            Err(_) => false,
        };
        result
    }
}

impl<DB: Dialect> Drop for Held<DB> {
    fn drop(&mut self) {
        if !self.is_sound && !self.is_kept {
            self.connection.close_on_drop();
        }
    }
}
