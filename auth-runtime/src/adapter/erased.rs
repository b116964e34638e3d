use std::future::Future;
use std::pin::Pin;

use super::{Adapter, AdapterError, SessionRecord, Slide, UserRecord};
use crate::{Account, Timestamp};

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, AdapterError>> + Send + 'a>>;

/// What the runtime asks of an adapter, whichever it is.
///
/// Which database there is belongs to the deployment, so no type of the application may depend on it.
/// The price is one boxed future beside each query.
pub(crate) trait ErasedAdapter: Send + Sync {
    fn user<'a>(&'a self, id: &'a str) -> Answer<'a, Option<UserRecord>>;

    fn user_by_account<'a>(
        &'a self,
        provider: &'a str,
        provider_account_id: &'a str,
    ) -> Answer<'a, Option<UserRecord>>;

    fn create_user<'a>(
        &'a self,
        user: UserRecord,
        account: Option<&'a Account>,
    ) -> Answer<'a, UserRecord>;

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

    fn delete_expired_tokens(&self, now: Timestamp, limit: u32) -> Answer<'_, u64>;
}

impl<A: Adapter> ErasedAdapter for A {
    fn user<'a>(&'a self, id: &'a str) -> Answer<'a, Option<UserRecord>> {
        Box::pin(A::user(self, id))
    }

    fn user_by_account<'a>(
        &'a self,
        provider: &'a str,
        provider_account_id: &'a str,
    ) -> Answer<'a, Option<UserRecord>> {
        Box::pin(A::user_by_account(self, provider, provider_account_id))
    }

    fn create_user<'a>(
        &'a self,
        user: UserRecord,
        account: Option<&'a Account>,
    ) -> Answer<'a, UserRecord> {
        Box::pin(A::create_user(self, user, account))
    }

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

    fn delete_expired_tokens(&self, now: Timestamp, limit: u32) -> Answer<'_, u64> {
        Box::pin(A::delete_expired_tokens(self, now, limit))
    }
}
