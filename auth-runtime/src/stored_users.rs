//! The application's users in its database, for pages that register or change them.

use crate::identity::Users;
use crate::{Account, Auth, AuthConfig, Error};

/// What only a runtime with an [`adapter`](crate::Builder::adapter) can do.
///
/// None of these is a sign-in: no callback runs. Without an adapter each of them is an error.
impl<C: AuthConfig> Auth<C> {
    /// The user of this id.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked, or if the row does not fit the module's `User`.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = database)]
    /// # mod auth {
    /// #     #[extend(user)]
    /// #     #[derive(Default)]
    /// #     pub struct Person { pub theme: String }
    /// # }
    /// async fn theme(auth: &auth::Auth, id: &str) -> Result<Option<String>, auth_runtime::Error> {
    ///     Ok(auth.user(id).await?.map(|user| user.theme))
    /// }
    /// # fn main() {}
    /// ```
    pub async fn user(&self, id: &str) -> Result<Option<C::User>, Error> {
        self.users()?.user(id).await
    }

    /// The user with exactly this address, in the form that [`EmailAddress`](crate::provider::EmailAddress) gives
    /// it: providers and links store it so.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked, or if the row does not fit the module's `User`.
    ///
    /// ```
    /// use auth_runtime::{BoxError, provider::EmailAddress};
    ///
    /// # #[auth_runtime::auth_config(strategy = database)]
    /// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
    /// async fn is_known(auth: &auth::Auth, email: &str) -> Result<bool, BoxError> {
    ///     let email: EmailAddress = email.parse()?;
    ///     Ok(auth.user_by_email(&email.to_string()).await?.is_some())
    /// }
    /// # fn main() {}
    /// ```
    pub async fn user_by_email(&self, email: &str) -> Result<Option<C::User>, Error> {
        self.users()?.user_by_email(email).await
    }

    /// Creates a user, and gives what was stored: with a random `id` if it came without one, or with an id of
    /// the table's own if that numbers its rows.
    ///
    /// # Errors
    ///
    /// With a [`conflict`](Error::conflict) and nothing changed if the id or the address is there already;
    /// if a field does not fit its column; or if the database cannot be asked.
    ///
    /// ```
    /// use auth_runtime::adapter::Conflict;
    /// use auth_runtime::{BoxError, provider::EmailAddress};
    ///
    /// # #[auth_runtime::auth_config(strategy = database)]
    /// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
    /// /// `None` if the address is somebody's already.
    /// async fn add(auth: &auth::Auth, email: &str) -> Result<Option<auth::User>, BoxError> {
    ///     let email: EmailAddress = email.parse()?;
    ///     let user = auth::User { email: Some(email.to_string()), ..auth::User::default() };
    ///     match auth.create_user(&user).await {
    ///         Err(error) if error.conflict() == Some(Conflict::Email) => Ok(None),
    ///         created => Ok(Some(created?)),
    ///     }
    /// }
    /// # fn main() {}
    /// ```
    pub async fn create_user(&self, user: &C::User) -> Result<C::User, Error> {
        self.users()?.create(user).await
    }

    /// Overwrites every column of the user of this id; `false` if there is none.
    ///
    /// What was stored since the user was read is overwritten as well, so read it right before.
    /// `email_verified` belongs to the address: a new address without a new proof has none.
    ///
    /// # Errors
    ///
    /// With a [`conflict`](Error::conflict) and nothing changed if another user has the address; if a field
    /// does not fit its column; or if the database cannot be asked.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = database)]
    /// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
    /// async fn rename(auth: &auth::Auth, id: &str, name: String) -> Result<bool, auth_runtime::Error> {
    ///     let Some(user) = auth.user(id).await? else { return Ok(false) };
    ///     auth.update_user(&auth::User { name: Some(name), ..user }).await
    /// }
    /// # fn main() {}
    /// ```
    pub async fn update_user(&self, user: &C::User) -> Result<bool, Error> {
        self.users()?.update(user).await
    }

    /// The accounts of a user, with the tokens of the last sign-in at each.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked.
    pub async fn accounts(&self, user_id: &str) -> Result<Vec<Account>, Error> {
        self.users()?.accounts(user_id).await
    }

    /// Overwrites all tokens of an account, such as with those that a `Refresher` has brought; `false` if nobody
    /// has the account. A sign-in does so by itself.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked.
    ///
    /// ```
    /// use auth_runtime::Secret;
    ///
    /// # #[auth_runtime::auth_config(strategy = database)]
    /// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
    /// async fn keep(
    ///     auth: &auth::Auth,
    ///     user_id: &str,
    ///     access_token: Secret<String>,
    /// ) -> Result<(), auth_runtime::Error> {
    ///     let accounts = auth.accounts(user_id).await?;
    ///     if let Some(mut account) = accounts.into_iter().find(|account| account.provider == "github") {
    ///         account.access_token = Some(access_token);
    ///         auth.update_account(&account).await?;
    ///     }
    ///     Ok(())
    /// }
    /// # fn main() {}
    /// ```
    pub async fn update_account(&self, account: &Account) -> Result<bool, Error> {
        self.users()?.update_account(account).await
    }

    fn users(&self) -> Result<&Users<C::User>, Error> {
        self.shared.users.as_ref().ok_or_else(Error::no_adapter)
    }
}
