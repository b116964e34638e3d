use std::fmt;
use std::sync::Arc;

use super::{Admission, Arrival, Directory, Standing};
use crate::adapter::{ColumnError, ErasedUsers, StoredUser, UserRecord};
use crate::{Account, Error, Timestamp};

/// The application's users in its database.
///
/// How a row becomes a user is kept as functions, so that only an application with a database has to
/// have users that fit into a row.
pub struct Users<U> {
    directory: Arc<Directory>,
    from_record: fn(UserRecord) -> Result<U, ColumnError>,
    to_record: fn(&U) -> Result<UserRecord, ColumnError>,
}

impl<U: StoredUser> Users<U> {
    pub(crate) fn new(adapter: Arc<dyn ErasedUsers>) -> Self {
        Self {
            directory: Arc::new(Directory::new(adapter)),
            from_record: U::from_record,
            to_record: U::to_record,
        }
    }
}

impl<U> Users<U> {
    /// The rows themselves.
    pub(crate) fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// The user to whom the account belongs, if anybody.
    pub(crate) async fn owner(&self, account: &Account) -> Result<Option<U>, Error> {
        let owner = self.directory.owner(account).await?;
        owner.map(|record| self.known(record)).transpose()
    }

    /// To whom an account goes that nobody has.
    pub(crate) async fn place(&self, new: U, arrival: Arrival<'_>) -> Result<Standing<U>, Error> {
        let record = (self.to_record)(&new).map_err(Error::column)?;
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
        let standing = standing.try_map(|user| (self.to_record)(&user).map_err(Error::column))?;
        Ok(match self.directory.admit(standing, arrival, now).await? {
            Admission::Admitted(user, change) => Admission::Admitted(self.known(user)?, change),
            Admission::NotLinked => Admission::NotLinked,
        })
    }

    fn known(&self, record: UserRecord) -> Result<U, Error> {
        (self.from_record)(record).map_err(Error::column)
    }
}

impl<U> fmt::Debug for Users<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.directory.fmt(f)
    }
}
