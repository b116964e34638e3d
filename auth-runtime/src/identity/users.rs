use std::fmt;
use std::sync::Arc;

use super::{Admission, Arrival, Directory, Standing};
use crate::adapter::{ColumnError, ErasedUsers, StoredUser, UserColumn, UserRecord};
use crate::codec::new_id;
use crate::{Account, Error, Timestamp};

/// How the application's users become rows and come back, kept as functions, so that only an
/// application with a database has to have users that fit into a row.
pub struct UserRows<U> {
    pub(crate) columns: Vec<UserColumn>,
    from_record: fn(UserRecord) -> Result<U, ColumnError>,
    to_record: fn(&U) -> Result<UserRecord, ColumnError>,
}

impl<U: StoredUser> UserRows<U> {
    pub(crate) fn new() -> Self {
        Self {
            columns: U::columns(),
            from_record: U::from_record,
            to_record: U::to_record,
        }
    }
}

/// The application's users in its database.
pub struct Users<U> {
    directory: Arc<Directory>,
    rows: UserRows<U>,
}

impl<U> Users<U> {
    pub(crate) fn new(adapter: Arc<dyn ErasedUsers>, rows: UserRows<U>) -> Self {
        Self {
            directory: Arc::new(Directory::new(adapter)),
            rows,
        }
    }
}

impl<U> Users<U> {
    /// The rows themselves.
    pub(crate) fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// The user of this id.
    pub(crate) async fn user(&self, id: &str) -> Result<Option<U>, Error> {
        let user = self.directory.user(id).await?;
        user.map(|record| self.known(record)).transpose()
    }

    /// The user with exactly this address.
    pub(crate) async fn user_by_email(&self, email: &str) -> Result<Option<U>, Error> {
        let user = self.directory.user_by_email(email).await?;
        user.map(|record| self.known(record)).transpose()
    }

    /// Creates a user without an account, with an id of its own if it comes without one.
    pub(crate) async fn create(&self, user: &U) -> Result<U, Error> {
        let mut record = (self.rows.to_record)(user).map_err(Error::column)?;
        if record.user.id.is_empty() {
            record.user.id = new_id().map_err(|_| Error::random())?;
        }
        self.known(self.directory.create(record).await?)
    }

    /// Overwrites every column of a user.
    pub(crate) async fn update(&self, user: &U) -> Result<bool, Error> {
        let record = (self.rows.to_record)(user).map_err(Error::column)?;
        Ok(self.directory.update(record).await?)
    }

    /// The accounts of a user.
    pub(crate) async fn accounts(&self, user_id: &str) -> Result<Vec<Account>, Error> {
        Ok(self.directory.accounts(user_id).await?)
    }

    /// Overwrites the account's tokens.
    pub(crate) async fn update_account(&self, account: &Account) -> Result<bool, Error> {
        Ok(self.directory.update_account(account).await?)
    }

    /// The user to whom the account belongs, if anybody.
    pub(crate) async fn owner(&self, account: &Account) -> Result<Option<U>, Error> {
        let owner = self.directory.owner(account).await?;
        owner.map(|record| self.known(record)).transpose()
    }

    /// To whom an account goes that nobody has.
    pub(crate) async fn place(&self, new: U, arrival: Arrival<'_>) -> Result<Standing<U>, Error> {
        let record = (self.rows.to_record)(&new).map_err(Error::column)?;
        let standing = self.directory.place(record, arrival).await?;
        standing.try_map(|record| self.known(record))
    }

    /// Lets somebody in, and changes what that changes.
    pub(crate) async fn admit(
        &self,
        standing: Standing<U>,
        arrival: Arrival<'_>,
        now: Timestamp,
    ) -> Result<Admission<U>, Error> {
        let standing =
            standing.try_map(|user| (self.rows.to_record)(&user).map_err(Error::column))?;
        Ok(match self.directory.admit(standing, arrival, now).await? {
            Admission::Admitted(user, change) => Admission::Admitted(self.known(user)?, change),
            Admission::NotLinked => Admission::NotLinked,
        })
    }

    fn known(&self, record: UserRecord) -> Result<U, Error> {
        (self.rows.from_record)(record).map_err(Error::column)
    }
}

impl<U> fmt::Debug for Users<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.directory.fmt(f)
    }
}

impl<U> fmt::Debug for UserRows<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserRows")
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}
