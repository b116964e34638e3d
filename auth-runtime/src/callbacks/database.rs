use std::future::{Future, ready};

use super::{BoxError, UpdatePayload};
use crate::adapter::StoredUser;
use crate::strategy::Database;
use crate::{AuthConfig, DefaultSession, Trigger};

/// The callbacks of an application whose sessions are rows of a database.
///
/// ```
/// #[auth_runtime::auth_config(strategy = database)]
/// mod auth {
///     #[session]
///     fn session(session: Session, user: &User) -> Session { session }
/// }
/// # fn main() {
/// fn is_database<C: auth_runtime::DatabaseCallbacks>() {}
/// is_database::<auth::Config>();
/// # }
/// ```
pub trait DatabaseCallbacks: AuthConfig<User: StoredUser, Strategy = Database> {
    /// What a client may post with `update(data)`; [`NoUpdate`](crate::NoUpdate) if nothing.
    type Update: UpdatePayload;

    /// Makes the session that the client sees from the user of the database.
    ///
    /// Nothing of it is stored: what is to last has to be written to a table here.
    fn session(
        session: DefaultSession,
        input: SessionInput<'_, Self>,
        state: &Self::State,
    ) -> impl Future<Output = Result<Self::Session, BoxError>> + Send;

    /// Told after a sign-out. An error is logged and changes nothing.
    fn on_sign_out(
        user: &Self::User,
        state: &Self::State,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        let _ = (user, state);
        ready(Ok(()))
    }

    /// Told when the session endpoint was read. An error is logged and changes nothing.
    fn on_session(
        session: &Self::Session,
        user: &Self::User,
        state: &Self::State,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        let _ = (session, user, state);
        ready(Ok(()))
    }
}

/// What the `session` callback of a database session runs with, beside the session itself.
pub struct SessionInput<'a, C: DatabaseCallbacks> {
    /// The user from the database.
    pub user: &'a C::User,
    /// [`Trigger::Read`], or [`Trigger::Update`] if the client posted data.
    pub trigger: Trigger,
    /// The data, if the client posted some.
    pub update: Option<C::Update>,
}

impl<C: DatabaseCallbacks> std::fmt::Debug for SessionInput<'_, C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionInput")
            .field("trigger", &self.trigger)
            .finish_non_exhaustive()
    }
}
