use std::future::Future;
use std::pin::Pin;

use super::{
    Adapter, AdapterError, SessionRecord, Slide, UserRecord, UserStore, VerificationToken,
};
use crate::{Account, Timestamp};

// Which database there is belongs to the deployment, so no type of the application may depend on it.
// The price is one boxed future beside each query.

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, AdapterError>> + Send + 'a>>;

/// What the runtime asks of the users of an adapter, whichever it is.
pub(crate) trait ErasedUsers: Send + Sync {
    fn user<'a>(&'a self, id: &'a str) -> Answer<'a, Option<UserRecord>>;

    fn user_by_email<'a>(&'a self, email: &'a str) -> Answer<'a, Option<UserRecord>>;

    fn user_by_account<'a>(&'a self, account: &'a Account) -> Answer<'a, Option<UserRecord>>;

    fn create_user<'a>(
        &'a self,
        user: UserRecord,
        account: Option<&'a Account>,
    ) -> Answer<'a, UserRecord>;

    fn update_user(&self, user: UserRecord) -> Answer<'_, bool>;

    fn link_account<'a>(&'a self, user_id: &'a str, account: &'a Account) -> Answer<'a, ()>;

    fn update_account<'a>(&'a self, account: &'a Account) -> Answer<'a, bool>;

    fn unlink_account<'a>(&'a self, account: &'a Account) -> Answer<'a, bool>;

    fn accounts<'a>(&'a self, user_id: &'a str) -> Answer<'a, Vec<Account>>;

    fn create_verification_token<'a>(&'a self, token: &'a VerificationToken) -> Answer<'a, ()>;

    fn use_verification_token<'a>(
        &'a self,
        identifier: &'a str,
        token: &'a str,
        now: Timestamp,
    ) -> Answer<'a, Option<VerificationToken>>;

    fn delete_expired_tokens(&self, now: Timestamp, limit: u32) -> Answer<'_, u64>;
}

/// What the runtime asks of the sessions of an adapter.
pub(crate) trait ErasedSessions: Send + Sync {
    fn create_session<'a>(&'a self, session: &'a SessionRecord) -> Answer<'a, ()>;

    fn session_and_user<'a>(
        &'a self,
        id: &'a str,
        now: Timestamp,
    ) -> Answer<'a, Option<(SessionRecord, UserRecord)>>;

    fn slide_session<'a>(&'a self, id: &'a str, slide: Slide) -> Answer<'a, bool>;

    fn delete_session<'a>(&'a self, id: &'a str) -> Answer<'a, bool>;

    fn sessions<'a>(&'a self, user_id: &'a str, now: Timestamp) -> Answer<'a, Vec<SessionRecord>>;

    fn delete_sessions<'a>(&'a self, user_id: &'a str) -> Answer<'a, u64>;

    fn delete_expired_sessions(&self, now: Timestamp, limit: u32) -> Answer<'_, u64>;
}

impl<A: UserStore> ErasedUsers for A {
    fn user<'a>(&'a self, id: &'a str) -> Answer<'a, Option<UserRecord>> {
        Box::pin(A::user(self, id))
    }

    fn user_by_email<'a>(&'a self, email: &'a str) -> Answer<'a, Option<UserRecord>> {
        Box::pin(A::user_by_email(self, email))
    }

    fn user_by_account<'a>(&'a self, account: &'a Account) -> Answer<'a, Option<UserRecord>> {
        let Account {
            provider,
            provider_account_id,
            ..
        } = account;
        Box::pin(A::user_by_account(self, provider, provider_account_id))
    }

    fn create_user<'a>(
        &'a self,
        user: UserRecord,
        account: Option<&'a Account>,
    ) -> Answer<'a, UserRecord> {
        Box::pin(A::create_user(self, user, account))
    }

    fn update_user(&self, user: UserRecord) -> Answer<'_, bool> {
        Box::pin(A::update_user(self, user))
    }

    fn link_account<'a>(&'a self, user_id: &'a str, account: &'a Account) -> Answer<'a, ()> {
        Box::pin(A::link_account(self, user_id, account))
    }

    fn update_account<'a>(&'a self, account: &'a Account) -> Answer<'a, bool> {
        Box::pin(A::update_account(self, account))
    }

    fn unlink_account<'a>(&'a self, account: &'a Account) -> Answer<'a, bool> {
        let Account {
            provider,
            provider_account_id,
            ..
        } = account;
        Box::pin(A::unlink_account(self, provider, provider_account_id))
    }

    fn accounts<'a>(&'a self, user_id: &'a str) -> Answer<'a, Vec<Account>> {
        Box::pin(A::accounts(self, user_id))
    }

    fn create_verification_token<'a>(&'a self, token: &'a VerificationToken) -> Answer<'a, ()> {
        Box::pin(A::create_verification_token(self, token))
    }

    fn use_verification_token<'a>(
        &'a self,
        identifier: &'a str,
        token: &'a str,
        now: Timestamp,
    ) -> Answer<'a, Option<VerificationToken>> {
        Box::pin(A::use_verification_token(self, identifier, token, now))
    }

    fn delete_expired_tokens(&self, now: Timestamp, limit: u32) -> Answer<'_, u64> {
        Box::pin(A::delete_expired_tokens(self, now, limit))
    }
}

impl<A: Adapter> ErasedSessions for A {
    fn create_session<'a>(&'a self, session: &'a SessionRecord) -> Answer<'a, ()> {
        Box::pin(A::create_session(self, session))
    }

    fn session_and_user<'a>(
        &'a self,
        id: &'a str,
        now: Timestamp,
    ) -> Answer<'a, Option<(SessionRecord, UserRecord)>> {
        Box::pin(A::session_and_user(self, id, now))
    }

    fn slide_session<'a>(&'a self, id: &'a str, slide: Slide) -> Answer<'a, bool> {
        Box::pin(A::slide_session(self, id, slide))
    }

    fn delete_session<'a>(&'a self, id: &'a str) -> Answer<'a, bool> {
        Box::pin(A::delete_session(self, id))
    }

    fn sessions<'a>(&'a self, user_id: &'a str, now: Timestamp) -> Answer<'a, Vec<SessionRecord>> {
        Box::pin(A::sessions(self, user_id, now))
    }

    fn delete_sessions<'a>(&'a self, user_id: &'a str) -> Answer<'a, u64> {
        Box::pin(A::delete_sessions(self, user_id))
    }

    fn delete_expired_sessions(&self, now: Timestamp, limit: u32) -> Answer<'_, u64> {
        Box::pin(A::delete_expired_sessions(self, now, limit))
    }
}
