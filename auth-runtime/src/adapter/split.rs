use super::{
    Adapter, AdapterError, SessionRecord, SessionStore, Slide, UserColumn, UserRecord, UserStore,
    VerificationToken,
};
use crate::{Account, Timestamp};

/// Users in one store and sessions in another; see [`UserStore::with_sessions`].
///
/// ```
/// use auth_runtime::adapter::{MemoryAdapter, UserStore as _};
///
/// let adapter = MemoryAdapter::new().with_sessions(MemoryAdapter::new());
/// # let _ = adapter;
/// ```
#[derive(Clone, Debug)]
pub struct SplitAdapter<U, S> {
    users: U,
    sessions: S,
}

impl<U, S> SplitAdapter<U, S> {
    pub(super) fn new(users: U, sessions: S) -> Self {
        Self { users, sessions }
    }
}

impl<U: UserStore, S: SessionStore> Adapter for SplitAdapter<U, S> {}

impl<U: UserStore, S: SessionStore> UserStore for SplitAdapter<U, S> {
    async fn prepare_users(&mut self, columns: &[UserColumn]) -> Result<(), AdapterError> {
        self.users.prepare_users(columns).await
    }

    async fn create_user(
        &self,
        user: UserRecord,
        account: Option<&Account>,
    ) -> Result<UserRecord, AdapterError> {
        self.users.create_user(user, account).await
    }

    async fn user(&self, id: &str) -> Result<Option<UserRecord>, AdapterError> {
        self.users.user(id).await
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<UserRecord>, AdapterError> {
        self.users.user_by_email(email).await
    }

    async fn user_by_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> Result<Option<UserRecord>, AdapterError> {
        self.users
            .user_by_account(provider, provider_account_id)
            .await
    }

    async fn update_user(&self, user: UserRecord) -> Result<bool, AdapterError> {
        self.users.update_user(user).await
    }

    async fn delete_user(&self, id: &str) -> Result<bool, AdapterError> {
        let was_there = self.users.delete_user(id).await?;
        // No foreign key reaches from one store into the other.
        self.sessions.delete_sessions(id).await?;
        Ok(was_there)
    }

    async fn link_account(&self, user_id: &str, account: &Account) -> Result<(), AdapterError> {
        self.users.link_account(user_id, account).await
    }

    async fn update_account(&self, account: &Account) -> Result<bool, AdapterError> {
        self.users.update_account(account).await
    }

    async fn unlink_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> Result<bool, AdapterError> {
        self.users
            .unlink_account(provider, provider_account_id)
            .await
    }

    async fn accounts(&self, user_id: &str) -> Result<Vec<Account>, AdapterError> {
        self.users.accounts(user_id).await
    }

    async fn create_verification_token(
        &self,
        token: &VerificationToken,
    ) -> Result<(), AdapterError> {
        self.users.create_verification_token(token).await
    }

    async fn use_verification_token(
        &self,
        identifier: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<VerificationToken>, AdapterError> {
        self.users
            .use_verification_token(identifier, token, now)
            .await
    }

    async fn delete_expired_tokens(&self, now: Timestamp, limit: u32) -> Result<u64, AdapterError> {
        self.users.delete_expired_tokens(now, limit).await
    }
}

impl<U: UserStore, S: SessionStore> SessionStore for SplitAdapter<U, S> {
    async fn prepare_sessions(&mut self) -> Result<(), AdapterError> {
        self.sessions.prepare_sessions().await
    }

    fn keeps_created(&self) -> bool {
        self.sessions.keeps_created()
    }

    async fn create_session(&self, session: &SessionRecord) -> Result<(), AdapterError> {
        self.sessions.create_session(session).await
    }

    async fn session(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<SessionRecord>, AdapterError> {
        self.sessions.session(id, now).await
    }

    async fn slide_session(&self, id: &str, slide: Slide) -> Result<bool, AdapterError> {
        self.sessions.slide_session(id, slide).await
    }

    async fn delete_session(&self, id: &str) -> Result<bool, AdapterError> {
        self.sessions.delete_session(id).await
    }

    async fn sessions(
        &self,
        user_id: &str,
        now: Timestamp,
    ) -> Result<Vec<SessionRecord>, AdapterError> {
        self.sessions.sessions(user_id, now).await
    }

    async fn delete_sessions(&self, user_id: &str) -> Result<u64, AdapterError> {
        self.sessions.delete_sessions(user_id).await
    }

    async fn delete_expired_sessions(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<u64, AdapterError> {
        self.sessions.delete_expired_sessions(now, limit).await
    }
}
