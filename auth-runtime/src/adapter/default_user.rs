use super::{ColumnError, StoredUser, UserColumn, UserRecord};
use crate::DefaultUser;

/// A user with the default columns alone, for callbacks that are written without the macro.
///
/// What a row has beside them is left where it is.
impl StoredUser for DefaultUser {
    fn columns() -> Vec<UserColumn> {
        Vec::new()
    }

    fn from_record(record: UserRecord) -> Result<Self, ColumnError> {
        Ok(record.user)
    }

    fn to_record(&self) -> Result<UserRecord, ColumnError> {
        Ok(UserRecord::new(self.clone(), Vec::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::{StoredUser, UserRecord};
    use crate::{DefaultUser, Extended, Timestamp};

    #[test]
    fn it_is_its_own_row() {
        let ada = DefaultUser {
            id: "1815".to_owned(),
            name: Some("Ada".to_owned()),
            email: Some("ada@example.com".to_owned()),
            email_verified: Some(Timestamp::from_unix_seconds(7)),
            image: Some("https://example.com/ada.png".to_owned()),
        };
        assert!(DefaultUser::columns().is_empty());
        let record = ada.to_record().unwrap();
        assert_eq!(record, UserRecord::new(ada.clone(), Vec::new()));
        assert_eq!(DefaultUser::from_record(record).unwrap(), ada);
        assert_eq!(DefaultUser::extend(ada.base(), ()), ada);
    }
}
