use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{
    Adapter, AdapterError, Conflict, SessionRecord, SessionStore, Slide, UserColumn, UserRecord,
    UserStore, VerificationToken,
};
use crate::{Account, Timestamp};

/// Users and sessions in memory, for tests: all of it is gone with the process.
///
/// Clones share what is stored.
///
/// ```
/// # #[auth_runtime::auth_config(strategy = database)]
/// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
/// # async fn start() -> Result<auth::Auth, auth_runtime::BuildError> {
/// use auth_runtime::adapter::MemoryAdapter;
///
/// auth::builder()
///     .secret("a secret of at least 32 random characters")
///     .adapter(MemoryAdapter::new())
///     .build()
///     .await
/// # }
/// # fn main() {}
/// ```
#[derive(Clone, Default)]
pub struct MemoryAdapter(Arc<Mutex<Tables>>);

#[derive(Default)]
struct Tables {
    users: HashMap<String, UserRecord>,
    /// (user's id, account).
    accounts: Vec<(String, Account)>,
    sessions: HashMap<String, SessionRecord>,
    tokens: Vec<VerificationToken>,
}

impl MemoryAdapter {
    /// Empty tables.
    pub fn new() -> Self {
        Self::default()
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        // No operation leaves a table half changed, so a panic elsewhere spoils nothing.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for MemoryAdapter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryAdapter")
    }
}

impl Tables {
    fn account(&self, provider: &str, id: &str) -> Option<usize> {
        self.accounts.iter().position(|(_, account)| {
            account.provider == provider && account.provider_account_id == id
        })
    }

    fn by_email(&self, email: &str) -> Option<&UserRecord> {
        self.users
            .values()
            .find(|record| record.user.email.as_deref() == Some(email))
    }

    /// The conflict with another user's address.
    fn check_email(&self, user: &UserRecord) -> Result<(), AdapterError> {
        let email = user.user.email.as_deref();
        match email.and_then(|email| self.by_email(email)) {
            Some(owner) if owner.user.id != user.user.id => {
                Err(AdapterError::conflict(Conflict::Email))
            }
            _ => Ok(()),
        }
    }
}

/// Removes at most `limit` rows that match, and says how many.
fn remove<T>(rows: &mut Vec<T>, limit: u32, is_over: impl Fn(&T) -> bool) -> u64 {
    let mut removed = 0;
    rows.retain(|row| {
        let goes = removed < u64::from(limit) && is_over(row);
        removed += u64::from(goes);
        !goes
    });
    removed
}

impl Adapter for MemoryAdapter {}

impl UserStore for MemoryAdapter {
    async fn prepare_users(&mut self, _: &[UserColumn]) -> Result<(), AdapterError> {
        Ok(())
    }

    async fn create_user(
        &self,
        user: UserRecord,
        account: Option<&Account>,
    ) -> Result<UserRecord, AdapterError> {
        let mut tables = self.tables();
        if let Some(account) = account
            && let Some(_) = tables.account(&account.provider, &account.provider_account_id)
        {
            return Err(AdapterError::conflict(Conflict::Account));
        }
        if tables.users.contains_key(&user.user.id) {
            return Err(AdapterError::conflict(Conflict::Id));
        }
        tables.check_email(&user)?;
        let id = user.user.id.clone();
        tables.users.insert(id.clone(), user.clone());
        tables
            .accounts
            .extend(account.map(|account| (id, account.clone())));
        Ok(user)
    }

    async fn user(&self, id: &str) -> Result<Option<UserRecord>, AdapterError> {
        Ok(self.tables().users.get(id).cloned())
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<UserRecord>, AdapterError> {
        Ok(self.tables().by_email(email).cloned())
    }

    async fn user_by_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> Result<Option<UserRecord>, AdapterError> {
        let tables = self.tables();
        let index = tables.account(provider, provider_account_id);
        let owner = index.map(|index| &tables.accounts[index].0);
        Ok(owner.and_then(|owner| tables.users.get(owner)).cloned())
    }

    async fn update_user(&self, user: UserRecord) -> Result<bool, AdapterError> {
        let mut tables = self.tables();
        tables.check_email(&user)?;
        Ok(match tables.users.get_mut(&user.user.id) {
            Some(row) => {
                *row = user;
                true
            }
            None => false,
        })
    }

    async fn delete_user(&self, id: &str) -> Result<bool, AdapterError> {
        let mut tables = self.tables();
        tables.accounts.retain(|(owner, _)| owner != id);
        tables.sessions.retain(|_, session| session.user_id != id);
        Ok(tables.users.remove(id).is_some())
    }

    async fn link_account(&self, user_id: &str, account: &Account) -> Result<(), AdapterError> {
        let mut tables = self.tables();
        if !tables.users.contains_key(user_id) {
            return Err(AdapterError::no_user());
        }
        let known = tables.account(&account.provider, &account.provider_account_id);
        if known.is_some() {
            return Err(AdapterError::conflict(Conflict::Account));
        }
        tables.accounts.push((user_id.to_owned(), account.clone()));
        Ok(())
    }

    async fn update_account(&self, account: &Account) -> Result<bool, AdapterError> {
        let mut tables = self.tables();
        let index = tables.account(&account.provider, &account.provider_account_id);
        if let Some(index) = index {
            tables.accounts[index].1 = account.clone();
        }
        Ok(index.is_some())
    }

    async fn unlink_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> Result<bool, AdapterError> {
        let mut tables = self.tables();
        let index = tables.account(provider, provider_account_id);
        Ok(index
            .map(|index| tables.accounts.swap_remove(index))
            .is_some())
    }

    async fn accounts(&self, user_id: &str) -> Result<Vec<Account>, AdapterError> {
        let tables = self.tables();
        let own = tables.accounts.iter().filter(|(owner, _)| owner == user_id);
        Ok(own.map(|(_, account)| account.clone()).collect())
    }

    async fn create_verification_token(
        &self,
        token: &VerificationToken,
    ) -> Result<(), AdapterError> {
        let mut tables = self.tables();
        let is_there = tables
            .tokens
            .iter()
            .any(|known| known.identifier == token.identifier && known.token == token.token);
        if is_there {
            return Err(AdapterError::conflict(Conflict::Token));
        }
        tables.tokens.push(token.clone());
        Ok(())
    }

    async fn use_verification_token(
        &self,
        identifier: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<VerificationToken>, AdapterError> {
        let mut tables = self.tables();
        let index = tables
            .tokens
            .iter()
            .position(|known| known.identifier == identifier && known.token == token);
        let used = index.map(|index| tables.tokens.swap_remove(index));
        Ok(used.filter(|token| now < token.expires))
    }

    async fn delete_expired_tokens(&self, now: Timestamp, limit: u32) -> Result<u64, AdapterError> {
        let mut tables = self.tables();
        Ok(remove(&mut tables.tokens, limit, |token| {
            token.expires <= now
        }))
    }
}

impl SessionStore for MemoryAdapter {
    async fn create_session(&self, session: &SessionRecord) -> Result<(), AdapterError> {
        let mut tables = self.tables();
        if tables.sessions.contains_key(&session.id) {
            return Err(AdapterError::conflict(Conflict::Token));
        }
        tables.sessions.insert(session.id.clone(), session.clone());
        Ok(())
    }

    async fn session(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<SessionRecord>, AdapterError> {
        let tables = self.tables();
        let session = tables.sessions.get(id);
        Ok(session.filter(|session| now < session.expires).cloned())
    }

    async fn slide_session(&self, id: &str, slide: Slide) -> Result<bool, AdapterError> {
        let mut tables = self.tables();
        let session = tables.sessions.get_mut(id);
        let Some(session) = session.filter(|session| session.expires == slide.from) else {
            return Ok(false);
        };
        session.expires = slide.to;
        session.last_seen = Some(slide.seen);
        Ok(true)
    }

    async fn delete_session(&self, id: &str) -> Result<bool, AdapterError> {
        Ok(self.tables().sessions.remove(id).is_some())
    }

    async fn sessions(
        &self,
        user_id: &str,
        now: Timestamp,
    ) -> Result<Vec<SessionRecord>, AdapterError> {
        let tables = self.tables();
        let own = tables.sessions.values();
        let own = own.filter(|session| session.user_id == user_id && now < session.expires);
        Ok(own.cloned().collect())
    }

    async fn delete_sessions(&self, user_id: &str) -> Result<u64, AdapterError> {
        let mut tables = self.tables();
        let before = tables.sessions.len();
        tables
            .sessions
            .retain(|_, session| session.user_id != user_id);
        Ok((before - tables.sessions.len()) as u64)
    }

    async fn delete_expired_sessions(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<u64, AdapterError> {
        let mut tables = self.tables();
        let over = tables.sessions.values();
        let over = over.filter(|session| session.expires <= now);
        let over: Vec<String> = over
            .map(|session| session.id.clone())
            .take(limit as usize)
            .collect();
        for id in &over {
            tables.sessions.remove(id);
        }
        Ok(over.len() as u64)
    }
}
