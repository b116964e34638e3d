//! The application's users in its database, for pages that register or change them.

use crate::identity::Users;
use crate::{Auth, AuthConfig, Error};

/// What only a runtime with an [`adapter`](crate::Builder::adapter) can do.
///
/// None of these is a sign-in: no callback runs. Without an adapter each of them is an error.
impl<C: AuthConfig> Auth<C> {
    /// The user of this id.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked.
    pub async fn user(&self, id: &str) -> Result<Option<C::User>, Error> {
        self.users()?.user(id).await
    }

    /// The user with exactly this address.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = database)]
    /// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
    /// async fn is_known(auth: &auth::Auth, email: &str) -> Result<bool, auth_runtime::Error> {
    ///     Ok(auth.user_by_email(email).await?.is_some())
    /// }
    /// # fn main() {}
    /// ```
    pub async fn user_by_email(&self, email: &str) -> Result<Option<C::User>, Error> {
        self.users()?.user_by_email(email).await
    }

    /// Creates a user, and gives what was stored: with an id of the table's own if it numbers its rows.
    ///
    /// # Errors
    ///
    /// With a [`conflict`](Error::conflict) and nothing changed if the id or the address is there already;
    /// or if the database cannot be asked.
    ///
    /// ```
    /// use auth_runtime::adapter::Conflict;
    ///
    /// # #[auth_runtime::auth_config(strategy = database)]
    /// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
    /// /// `None` if the address is taken.
    /// async fn register(
    ///     auth: &auth::Auth,
    ///     id: String,
    ///     email: String,
    /// ) -> Result<Option<auth::User>, auth_runtime::Error> {
    ///     let user = auth::User { id, email: Some(email), ..auth::User::default() };
    ///     match auth.create_user(&user).await {
    ///         Err(error) if error.conflict() == Some(Conflict::Email) => Ok(None),
    ///         created => created.map(Some),
    ///     }
    /// }
    /// # fn main() {}
    /// ```
    pub async fn create_user(&self, user: &C::User) -> Result<C::User, Error> {
        self.users()?.create(user).await
    }

    /// Overwrites every column of the user of this id; `false` if there is none.
    ///
    /// # Errors
    ///
    /// With a [`conflict`](Error::conflict) and nothing changed if another user has the address; or if the
    /// database cannot be asked.
    pub async fn update_user(&self, user: &C::User) -> Result<bool, Error> {
        self.users()?.update(user).await
    }

    fn users(&self) -> Result<&Users<C::User>, Error> {
        self.shared.users.as_ref().ok_or_else(Error::no_adapter)
    }
}
