use std::future::{Future, ready};

use super::{
    AdapterError, ColumnError, SessionRecord, Slide, SplitAdapter, UserColumn, UserRecord,
    VerificationToken,
};
use crate::{Account, DefaultUser, Extended, Timestamp};

/// Users, their accounts at providers, and tokens that prove an address.
///
/// The lookups that a sign-in makes, and what an application needs around them.
/// [`contract`](super::contract) holds what every implementation must do, as tests.
pub trait UserStore: Send + Sync + 'static {
    /// Told once, before anything else, which columns the application's user has.
    ///
    /// # Errors
    ///
    /// If the tables do not fit, with every problem in them.
    fn prepare_users(
        &mut self,
        columns: &[UserColumn],
    ) -> impl Future<Output = Result<(), AdapterError>> + Send;

    /// Creates a user, with the first account if there is one, in one transaction.
    ///
    /// It gives what was stored: with the record's id, or with the table's own if it numbers its rows.
    ///
    /// # Errors
    ///
    /// With a [`Conflict`](super::Conflict) and nothing changed if the id, the address or the account is there already.
    fn create_user(
        &self,
        user: UserRecord,
        account: Option<&Account>,
    ) -> impl Future<Output = Result<UserRecord, AdapterError>> + Send;

    /// The user of this id.
    fn user(
        &self,
        id: &str,
    ) -> impl Future<Output = Result<Option<UserRecord>, AdapterError>> + Send;

    /// The user with exactly this address.
    fn user_by_email(
        &self,
        email: &str,
    ) -> impl Future<Output = Result<Option<UserRecord>, AdapterError>> + Send;

    /// The user to whom exactly this account belongs.
    fn user_by_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<Option<UserRecord>, AdapterError>> + Send;

    /// Overwrites every column of the user with the record's id; `false` if there is none.
    ///
    /// # Errors
    ///
    /// With a [`Conflict`](super::Conflict) and nothing changed if another user has the address.
    fn update_user(
        &self,
        user: UserRecord,
    ) -> impl Future<Output = Result<bool, AdapterError>> + Send;

    /// Deletes a user with accounts and sessions; `false` if there is none.
    fn delete_user(&self, id: &str) -> impl Future<Output = Result<bool, AdapterError>> + Send;

    /// Gives a user another account.
    ///
    /// # Errors
    ///
    /// With a [`Conflict`](super::Conflict) if the account belongs to a user already, whoever it is.
    fn link_account(
        &self,
        user_id: &str,
        account: &Account,
    ) -> impl Future<Output = Result<(), AdapterError>> + Send;

    /// Stores the account's new tokens; `false` if nobody has the account.
    fn update_account(
        &self,
        account: &Account,
    ) -> impl Future<Output = Result<bool, AdapterError>> + Send;

    /// Takes an account away from its user; `false` if nobody has it.
    fn unlink_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> impl Future<Output = Result<bool, AdapterError>> + Send;

    /// The accounts of a user.
    fn accounts(
        &self,
        user_id: &str,
    ) -> impl Future<Output = Result<Vec<Account>, AdapterError>> + Send;

    /// Stores a token.
    fn create_verification_token(
        &self,
        token: &VerificationToken,
    ) -> impl Future<Output = Result<(), AdapterError>> + Send;

    /// Takes the token out, so that of several that try only one gets it.
    ///
    /// It counts only with its own identifier, and only before it ends.
    fn use_verification_token(
        &self,
        identifier: &str,
        token: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<VerificationToken>, AdapterError>> + Send;

    /// Deletes at most `limit` tokens that have ended, and says how many.
    fn delete_expired_tokens(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> impl Future<Output = Result<u64, AdapterError>> + Send;

    /// These users, with sessions that are somewhere else.
    fn with_sessions<S: SessionStore>(self, sessions: S) -> SplitAdapter<Self, S>
    where
        Self: Sized,
    {
        SplitAdapter::new(self, sessions)
    }
}

/// Sessions.
///
/// [`contract`](super::contract) holds what every implementation must do, as tests.
pub trait SessionStore: Send + Sync + 'static {
    /// Told once, before anything else.
    ///
    /// # Errors
    ///
    /// If the table does not fit, with every problem in it.
    fn prepare_sessions(&mut self) -> impl Future<Output = Result<(), AdapterError>> + Send {
        ready(Ok(()))
    }

    /// Whether it keeps when a session was created, which an absolute lifetime is counted from.
    fn keeps_created(&self) -> bool {
        true
    }

    /// Stores a new session.
    fn create_session(
        &self,
        session: &SessionRecord,
    ) -> impl Future<Output = Result<(), AdapterError>> + Send;

    /// The session of this id, unless it has ended.
    fn session(
        &self,
        id: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<SessionRecord>, AdapterError>> + Send;

    /// Moves the end of a session that is still there and still ends at `slide.from`; `false` if there is none such.
    ///
    /// It never makes a session that was deleted come back.
    fn slide_session(
        &self,
        id: &str,
        slide: Slide,
    ) -> impl Future<Output = Result<bool, AdapterError>> + Send;

    /// Deletes a session; `false` if there is none.
    fn delete_session(&self, id: &str) -> impl Future<Output = Result<bool, AdapterError>> + Send;

    /// The sessions of a user that have not ended, in any order.
    fn sessions(
        &self,
        user_id: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<Vec<SessionRecord>, AdapterError>> + Send;

    /// Deletes all sessions of a user, and says how many.
    fn delete_sessions(
        &self,
        user_id: &str,
    ) -> impl Future<Output = Result<u64, AdapterError>> + Send;

    /// Deletes at most `limit` sessions that have ended, and says how many.
    fn delete_expired_sessions(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> impl Future<Output = Result<u64, AdapterError>> + Send;
}

/// Users and sessions: what `strategy = database` needs.
pub trait Adapter: UserStore + SessionStore {
    /// The session of this id with its user, unless it has ended.
    ///
    /// Every request makes it. Where both are in one database it is one round trip.
    fn session_and_user(
        &self,
        id: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<(SessionRecord, UserRecord)>, AdapterError>> + Send
    {
        async move {
            let Some(session) = self.session(id, now).await? else {
                return Ok(None);
            };
            let user = self.user(&session.user_id).await?;
            Ok(user.map(|user| (session, user)))
        }
    }
}

/// A user that a table can hold: the default columns, and one for each field of the application.
///
/// `#[auth_config]` implements it for the module's `User`: always with `strategy = database`, and with
/// `strategy = jwt` if all its fields can be columns, for a builder that is given an adapter.
///
/// ```
/// #[auth_runtime::auth_config(strategy = database)]
/// mod auth {
///     #[extend(user)]
///     pub struct Person { pub role: String }
///
///     #[session]
///     fn session(session: Session, user: &User) -> Session { session }
/// }
///
/// # fn main() {
/// use auth_runtime::adapter::StoredUser;
///
/// let columns = auth::User::columns();
/// assert_eq!(columns[0].name, "role");
/// # }
/// ```
pub trait StoredUser: Extended<Base = DefaultUser> {
    /// The columns of the application's own fields.
    fn columns() -> Vec<UserColumn>;

    /// The user of a row.
    ///
    /// # Errors
    ///
    /// If a value does not fit its field.
    fn from_record(record: UserRecord) -> Result<Self, ColumnError>;

    /// The row of a user.
    ///
    /// # Errors
    ///
    /// If a field does not fit its column.
    fn to_record(&self) -> Result<UserRecord, ColumnError>;
}
