use std::fmt;
use std::future::Future;
use std::sync::Arc;

use super::{Auth, BuildError, Builder, ConfigError, ProvidesState};
use crate::adapter::{Adapter, AdapterError, ErasedUsers, StoredUser, UserColumn, UserStore};
use crate::identity::{UserRows, Users};
use crate::strategy::{Database, Jwt, Rows, SessionIds, Shared, Strategy, TokenFormat};
use crate::{AuthConfig, DatabaseCallbacks, JwtCallbacks};

/// The builder has no adapter.
#[derive(Clone, Copy, Debug)]
pub struct NoAdapter;

/// The builder has an adapter for the database of users and sessions.
pub struct WithAdapter<A, U> {
    adapter: A,
    rows: UserRows<U>,
}

/// A strategy that needs no database.
#[diagnostic::on_unimplemented(
    message = "`strategy = database` keeps sessions in a database, and the builder has none",
    label = "`.adapter(..)` is missing before this",
    note = "`.adapter(auth_runtime::adapter::SqliteAdapter::open(\"app.db\").await?)`, and then `.build().await?` in an `async` function; or keep sessions in the cookie: `strategy = jwt`"
)]
pub trait WithoutAdapter<C: AuthConfig>: Strategy<C> {
    /// What the strategy keeps without a database.
    #[doc(hidden)]
    fn store() -> Self::Store;
}

#[diagnostic::do_not_recommend]
impl<C: AuthConfig, F> WithoutAdapter<C> for Jwt<F>
where
    Self: Strategy<C, Store = ()>,
{
    fn store() {}
}

/// A strategy that can take this adapter.
///
/// It is asked for the builder that comes next: where there is none, nothing which follows in the chain is
/// an error of its own.
#[diagnostic::on_unimplemented(
    message = "the adapter does not fit this module",
    label = "not an adapter for this strategy and this user",
    note = "`strategy = database` takes an `Adapter`, with users and sessions; `strategy = jwt` takes a `UserStore`"
)]
pub trait AcceptsAdapter<C: AuthConfig, S, A>: Strategy<C> {
    /// The builder with its adapter.
    #[doc(hidden)]
    type Builder;

    #[doc(hidden)]
    fn with_adapter(builder: Builder<C, S>, adapter: A) -> Self::Builder;
}

#[diagnostic::do_not_recommend]
impl<C: DatabaseCallbacks, S, A: Adapter> AcceptsAdapter<C, S, A> for Database {
    type Builder = Builder<C, S, WithAdapter<A, C::User>>;

    fn with_adapter(builder: Builder<C, S>, adapter: A) -> Self::Builder {
        builder.with(adapter, UserRows::new())
    }
}

// What keeps a user from being a row is said at the user, so this one is recommended.
impl<C, S, A: UserStore, F: TokenFormat> AcceptsAdapter<C, S, A> for Jwt<F>
where
    C: JwtCallbacks<User: StoredUser, Strategy = Self>,
{
    type Builder = Builder<C, S, WithAdapter<A, C::User>>;

    fn with_adapter(builder: Builder<C, S>, adapter: A) -> Self::Builder {
        builder.with(adapter, UserRows::new())
    }
}

/// A strategy with an adapter of this type: how the tables are looked at, and what is kept.
#[doc(hidden)]
pub trait OnAdapter<C: AuthConfig, A>: Strategy<C> {
    fn prepare(
        adapter: &mut A,
        columns: &[UserColumn],
    ) -> impl Future<Output = Vec<AdapterError>> + Send;

    /// Whether `max_lifetime` has a sign-in to count from.
    fn keeps_created(adapter: &A) -> bool;

    fn keep(adapter: A, rows: UserRows<C::User>, ids: SessionIds) -> (Users<C::User>, Self::Store);
}

impl<C: DatabaseCallbacks, A: Adapter> OnAdapter<C, A> for Database {
    async fn prepare(adapter: &mut A, columns: &[UserColumn]) -> Vec<AdapterError> {
        let users = adapter.prepare_users(columns).await;
        // A database that is away for the users is away, and that is one mistake.
        if matches!(&users, Err(error) if error.is_unavailable()) {
            return users.err().into_iter().collect();
        }
        let sessions = adapter.prepare_sessions().await;
        [users, sessions]
            .into_iter()
            .filter_map(Result::err)
            .collect()
    }

    fn keeps_created(adapter: &A) -> bool {
        adapter.keeps_created()
    }

    fn keep(adapter: A, rows: UserRows<C::User>, ids: SessionIds) -> (Users<C::User>, Rows) {
        let adapter = Arc::new(adapter);
        let users = Users::new(Arc::clone(&adapter) as Arc<dyn ErasedUsers>, rows);
        (users, Rows::new(adapter, ids))
    }
}

// Whether users fit into rows was asked when the builder took the adapter; to ask again would be a
// second error for one mistake.
impl<C: JwtCallbacks<Strategy = Self>, A: UserStore, F: TokenFormat> OnAdapter<C, A> for Jwt<F> {
    async fn prepare(adapter: &mut A, columns: &[UserColumn]) -> Vec<AdapterError> {
        let users = adapter.prepare_users(columns).await;
        users.err().into_iter().collect()
    }

    fn keeps_created(_: &A) -> bool {
        true
    }

    fn keep(adapter: A, rows: UserRows<C::User>, _: SessionIds) -> (Users<C::User>, ()) {
        (Users::new(Arc::new(adapter), rows), ())
    }
}

impl<C: AuthConfig, S> Builder<C, S> {
    /// The database of users and accounts, and with `strategy = database` of sessions; see
    /// [`adapter`](crate::adapter).
    ///
    /// What it returns is a builder again: `B` is `Builder<C, S, WithAdapter<A, C::User>>`.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = database)]
    /// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
    /// use auth_runtime::adapter::MemoryAdapter;
    ///
    /// async fn start(secret: String) -> Result<auth::Auth, auth_runtime::BuildError> {
    ///     auth::builder().secret(secret).adapter(MemoryAdapter::new()).build().await
    /// }
    /// # fn main() {}
    /// ```
    pub fn adapter<A: UserStore, B>(self, adapter: A) -> B
    where
        C::Strategy: AcceptsAdapter<C, S, A, Builder = B>,
    {
        C::Strategy::with_adapter(self, adapter)
    }
}

impl<C: AuthConfig, S> Builder<C, S> {
    fn with<A>(
        self,
        adapter: A,
        rows: UserRows<C::User>,
    ) -> Builder<C, S, WithAdapter<A, C::User>> {
        Builder {
            settings: self.settings,
            state: self.state,
            adapter: WithAdapter { adapter, rows },
            config: self.config,
        }
    }
}

impl<C: DatabaseCallbacks, S, A: Adapter> Builder<C, S, WithAdapter<A, C::User>> {
    /// How the sessions table holds the ids of sessions: hashed, unless Auth.js shares the table.
    pub fn session_ids(mut self, ids: SessionIds) -> Self {
        self.settings.session_ids = ids;
        self
    }
}

impl<C: AuthConfig, S, A: UserStore> Builder<C, S, WithAdapter<A, C::User>> {
    /// Makes the runtime, and looks whether the tables fit the application's user.
    ///
    /// # Errors
    ///
    /// With everything that is wrong with the settings and with the tables, at once.
    pub async fn build(self) -> Result<Auth<C>, BuildError>
    where
        S: ProvidesState<C>,
        C::Strategy: OnAdapter<C, A>,
    {
        let Self {
            settings,
            state,
            adapter: WithAdapter { mut adapter, rows },
            ..
        } = self;
        let (ids, lifetimes) = (settings.session_ids, settings.lifetimes);
        let core = Self::core(settings, true);
        let mut errors = match &core {
            Ok(_) => Vec::new(),
            Err(error) => error.errors().to_vec(),
        };
        for error in C::Strategy::prepare(&mut adapter, &rows.columns).await {
            errors.extend(config_errors(&error));
        }
        if lifetimes.max_lifetime.is_some() && !C::Strategy::keeps_created(&adapter) {
            errors.push(ConfigError::NoCreated);
        }
        let core = match core {
            Ok(core) if errors.is_empty() => core,
            _ => return Err(BuildError::new(errors)),
        };
        let (users, store) = C::Strategy::keep(adapter, rows, ids);
        Ok(Self::start(Shared {
            core,
            state: state.into_state(),
            users: Some(users),
            store,
        }))
    }
}

fn config_errors(error: &AdapterError) -> Vec<ConfigError> {
    if let Some(problems) = error.as_tables() {
        let errors = problems.iter().map(|problem| ConfigError::Table {
            problem: problem.clone(),
        });
        return errors.collect();
    }
    let mut reason = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        reason.push_str(": ");
        reason.push_str(&source.to_string());
        next = source.source();
    }
    vec![ConfigError::Database { reason }]
}

impl<A, U> fmt::Debug for WithAdapter<A, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WithAdapter")
    }
}
