use std::fmt;
use std::sync::Arc;

use super::{Admission, Arrival, Directory};
use crate::adapter::{ColumnError, ErasedUsers, StoredUser, UserRecord};
use crate::{Account, Error, Timestamp};

/// The application's users in its database.
///
/// How a row becomes a user is kept as functions, so that only an application with a database has to
/// have users that fit into a row.
pub struct Users<U> {
    directory: Directory,
    from_record: fn(UserRecord) -> Result<U, ColumnError>,
    to_record: fn(&U) -> Result<UserRecord, ColumnError>,
}

impl<U: StoredUser> Users<U> {
    pub(crate) fn new(adapter: Arc<dyn ErasedUsers>) -> Self {
        Self {
            directory: Directory::new(adapter),
            from_record: U::from_record,
            to_record: U::to_record,
        }
    }
}

impl<U> Users<U> {
    /// The rows themselves.
    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The user to whom the account belongs, if anybody.
    pub(crate) async fn owner(&self, account: &Account) -> Result<Option<U>, Error> {
        let owner = self.directory.owner(account).await?;
        owner.map(|record| self.known(record)).transpose()
    }

    /// Lets somebody in: as the user to whom the account belongs or goes, or as `new`.
    pub(crate) async fn admit(
        &self,
        new: &U,
        arrival: Arrival<'_>,
        now: Timestamp,
    ) -> Result<Admission<U>, Error> {
        let record = (self.to_record)(new).map_err(Error::column)?;
        Ok(match self.directory.admit(record, arrival, now).await? {
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
