use std::fmt;
use std::sync::Arc;

use super::{Auth, BuildError, Builder, ConfigError, ProvidesState};
use crate::adapter::{Adapter, AdapterError, StoredUser};
use crate::strategy::{Database, Jwt, Rows, SessionIds, Shared, Strategy};
use crate::{AuthConfig, DatabaseCallbacks};

/// The builder has no adapter.
#[derive(Clone, Copy, Debug)]
pub struct NoAdapter;

/// The builder has an adapter for the database of users and sessions.
pub struct WithAdapter<A>(A);

/// A strategy that needs no database.
#[diagnostic::on_unimplemented(
    message = "`strategy = database` keeps sessions in a database, and the builder has none",
    label = "`.adapter(..)` is missing before this",
    note = "call `.adapter(..)` with a database such as `SqliteAdapter::open(\"app.db\").await?`, and then `.build().await?`"
)]
pub trait WithoutAdapter<C: AuthConfig>: Strategy<C> {
    /// What the strategy keeps without a database.
    #[doc(hidden)]
    fn store() -> Self::Store;
}

#[diagnostic::do_not_recommend]
impl<C: AuthConfig> WithoutAdapter<C> for Jwt
where
    Jwt: Strategy<C, Store = ()>,
{
    fn store() {}
}

/// A strategy that keeps sessions in a database.
///
/// It is asked for the builder that comes next: where there is none, nothing which follows in the chain is
/// an error of its own.
#[diagnostic::on_unimplemented(
    message = "with `strategy = jwt` the session is in the cookie, and the builder takes no database",
    label = "there is no `.adapter(..)` with `strategy = jwt`",
    note = "leave `.adapter(..)` out, or write `strategy = database` in `#[auth_config(..)]`"
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
    type Builder = Builder<C, S, WithAdapter<A>>;

    fn with_adapter(builder: Builder<C, S>, adapter: A) -> Self::Builder {
        Builder {
            settings: builder.settings,
            state: builder.state,
            adapter: WithAdapter(adapter),
            config: builder.config,
        }
    }
}

impl<C: AuthConfig, S> Builder<C, S> {
    /// The database of users and sessions; see [`adapter`](crate::adapter).
    ///
    /// What it returns is a builder again: `B` is `Builder<C, S, WithAdapter<A>>`.
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
    pub fn adapter<A: Adapter, B>(self, adapter: A) -> B
    where
        C::Strategy: AcceptsAdapter<C, S, A, Builder = B>,
    {
        C::Strategy::with_adapter(self, adapter)
    }
}

impl<C: DatabaseCallbacks, S, A: Adapter> Builder<C, S, WithAdapter<A>> {
    /// How the sessions table holds the ids of sessions: hashed, unless Auth.js shares the table.
    pub fn session_ids(mut self, ids: SessionIds) -> Self {
        self.settings.session_ids = ids;
        self
    }

    /// Makes the runtime, and looks whether the tables fit the application's user.
    ///
    /// # Errors
    ///
    /// With everything that is wrong with the settings and with the tables, at once.
    pub async fn build(self) -> Result<Auth<C>, BuildError>
    where
        S: ProvidesState<C>,
    {
        let Self {
            settings,
            state,
            adapter: WithAdapter(mut adapter),
            ..
        } = self;
        let (ids, lifetimes) = (settings.session_ids, settings.lifetimes);
        let core = Self::core(settings);
        let mut errors = match &core {
            Ok(_) => Vec::new(),
            Err(error) => error.errors().to_vec(),
        };
        let users = adapter.prepare_users(&C::User::columns()).await;
        // A database that is away for the users is away, and that is one mistake.
        let is_away = matches!(&users, Err(error) if error.is_unavailable());
        let sessions = if is_away {
            Ok(())
        } else {
            adapter.prepare_sessions().await
        };
        for error in [users, sessions].into_iter().filter_map(Result::err) {
            errors.extend(config_errors(&error));
        }
        if lifetimes.max_lifetime.is_some() && !adapter.keeps_created() {
            errors.push(ConfigError::NoCreated);
        }
        let core = match core {
            Ok(core) if errors.is_empty() => core,
            _ => return Err(BuildError::new(errors)),
        };
        let shared = Shared {
            core,
            state: state.into_state(),
            store: Rows::new(Arc::new(adapter), ids),
        };
        Ok(Auth {
            shared: Arc::new(shared),
        })
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

impl<A> fmt::Debug for WithAdapter<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WithAdapter")
    }
}
