use std::time::Duration;

use auth_runtime::adapter::{
    AdapterError, Conflict, SessionStore as _, UserColumn, UserRecord, UserStore, VerificationToken,
};
use auth_runtime::{Account, Timestamp};

use super::{Fault, Faulty, others_come_between};

impl UserStore for Faulty {
    async fn prepare_users(&mut self, columns: &[UserColumn]) -> Result<(), AdapterError> {
        self.users.prepare_users(columns).await
    }

    async fn create_user(
        &self,
        user: UserRecord,
        account: Option<&Account>,
    ) -> Result<UserRecord, AdapterError> {
        let given = user.clone();
        let mut user = self.stored(user);
        let account = account.cloned().map(|account| self.kept(account));
        let account = account.as_ref();
        match self.fault {
            Fault::CreationOverwrites => {
                self.users.delete_user(&user.user.id).await?;
                self.users.create_user(user, account).await
            }
            Fault::CreationGivesWhatWasGiven => {
                user.user.image = None;
                self.users.create_user(user, account).await?;
                Ok(given)
            }
            Fault::NoAddressIsAnAddress if user.user.email.is_none() => {
                user.user.email = Some(String::new());
                self.users.create_user(user, account).await
            }
            Fault::AddressIsNotUnique => {
                let result = self.users.create_user(user.clone(), account).await;
                match result {
                    Err(error) if error.as_conflict() == Some(Conflict::Email) => {
                        user.user.email = None;
                        self.users.create_user(user, account).await
                    }
                    result => result,
                }
            }
            Fault::AccountIsNotUnique => {
                let result = self.users.create_user(user.clone(), account).await;
                match result {
                    Err(error) if error.as_conflict() == Some(Conflict::Account) => {
                        self.users.create_user(user, None).await
                    }
                    result => result,
                }
            }
            Fault::AccountIsStoredLater => {
                let user = self.users.create_user(user, None).await?;
                if let Some(account) = account {
                    self.users.link_account(&user.user.id, account).await?;
                }
                Ok(user)
            }
            Fault::AccountIsLookedUpFirst => {
                if let Some(account) = account {
                    let id = &account.provider_account_id;
                    let owner = self.users.user_by_account(&account.provider, id).await?;
                    if owner.is_some() {
                        return Err(AdapterError::conflict(Conflict::Account));
                    }
                    others_come_between().await;
                }
                let user = self.users.create_user(user, None).await?;
                if let Some(account) = account {
                    let _ = self.users.link_account(&user.user.id, account).await;
                }
                Ok(user)
            }
            _ => self.users.create_user(user, account).await,
        }
    }

    async fn user(&self, id: &str) -> Result<Option<UserRecord>, AdapterError> {
        if self.has(Fault::IdIgnoresCase) {
            return self.users.user(&id.to_lowercase()).await;
        }
        self.known(self.users.user(id).await?)
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<UserRecord>, AdapterError> {
        match self.fault {
            Fault::AddressIgnoresCase => self.users.user_by_email(&email.to_lowercase()).await,
            Fault::AddressIgnoresTrailingBlanks => self.users.user_by_email(email.trim_end()).await,
            _ => self.users.user_by_email(email).await,
        }
    }

    async fn user_by_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> Result<Option<UserRecord>, AdapterError> {
        self.users
            .user_by_account(self.provider(provider), provider_account_id)
            .await
    }

    async fn update_user(&self, user: UserRecord) -> Result<bool, AdapterError> {
        let mut user = self.stored(user);
        let old = self.users.user(&user.user.id).await?;
        if let Some(old) = &old
            && self.has(Fault::UpdateMerges)
            && user.user.name.is_none()
        {
            user.user.name.clone_from(&old.user.name);
        }
        if old.is_none() && self.has(Fault::UpdateCreates) {
            self.users.create_user(user, None).await?;
            return Ok(false);
        }
        if old.as_ref() == Some(&user) && self.has(Fault::UpdateCountsChanges) {
            return Ok(false);
        }
        self.users.update_user(user).await
    }

    async fn delete_user(&self, id: &str) -> Result<bool, AdapterError> {
        if self.has(Fault::DeletionKeepsTheUser) {
            return Ok(self.users.user(id).await?.is_some());
        }
        let is_there = self.users.delete_user(id).await?;
        if !self.has(Fault::SessionsOutliveTheUser) {
            self.sessions.delete_sessions(id).await?;
        }
        Ok(self.done(is_there))
    }

    async fn link_account(&self, user_id: &str, account: &Account) -> Result<(), AdapterError> {
        let account = self.kept(account.clone());
        if self.has(Fault::AccountIsMoved) {
            self.users
                .unlink_account(&account.provider, &account.provider_account_id)
                .await?;
        }
        match self.users.link_account(user_id, &account).await {
            Err(error) if error.is_no_user() && self.has(Fault::LinkToNobody) => Ok(()),
            result => result,
        }
    }

    async fn update_account(&self, account: &Account) -> Result<bool, AdapterError> {
        let account = self.kept(account.clone());
        Ok(self.done(self.users.update_account(&account).await?))
    }

    async fn unlink_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> Result<bool, AdapterError> {
        let provider = self.provider(provider);
        if self.has(Fault::UnlinkTakesAll)
            && let Some(user) = self
                .users
                .user_by_account(provider, provider_account_id)
                .await?
        {
            for account in self.users.accounts(&user.user.id).await? {
                self.users
                    .unlink_account(&account.provider, &account.provider_account_id)
                    .await?;
            }
            return Ok(true);
        }
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
        let mut token = token.clone();
        if self.has(Fault::IdentifierIsCut) {
            token.identifier = token.identifier.chars().take(100).collect();
        }
        if self.has(Fault::TokenReplacesAnother) {
            let seen = self.seen.lock().unwrap().tokens.clone();
            for old in seen.iter().filter(|old| old.identifier == token.identifier) {
                self.users
                    .use_verification_token(&old.identifier, &old.token, old.expires)
                    .await?;
            }
        }
        self.seen.lock().unwrap().tokens.push(token.clone());
        self.users.create_verification_token(&token).await
    }

    async fn use_verification_token(
        &self,
        identifier: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<VerificationToken>, AdapterError> {
        let mut identifier = identifier.to_owned();
        if self.has(Fault::TokenOfAnyIdentifier) {
            let seen = self.seen.lock().unwrap();
            if let Some(known) = seen.tokens.iter().find(|known| known.token == token) {
                identifier.clone_from(&known.identifier);
            }
        }
        let now = self.moment(Fault::EndedTokenIsGiven, now);
        let now = if self.has(Fault::TokenIsGivenInItsLastSecond) {
            now - Duration::from_secs(1)
        } else {
            now
        };
        let used = self
            .users
            .use_verification_token(&identifier, token, now)
            .await?;
        if let Some(used) = &used {
            if self.has(Fault::TokenIsKept) || self.has(Fault::TokenIsReadThenDeleted) {
                self.users.create_verification_token(used).await?;
            }
            if self.has(Fault::TokenIsReadThenDeleted) {
                others_come_between().await;
                self.users
                    .use_verification_token(&identifier, token, now)
                    .await?;
            }
        }
        self.known(used)
    }

    async fn delete_expired_tokens(&self, now: Timestamp, limit: u32) -> Result<u64, AdapterError> {
        let now = self.end(Fault::LiveTokensAreDeleted, now);
        let limit = self.limit(Fault::TokenLimitIsIgnored, limit);
        self.users.delete_expired_tokens(now, limit).await
    }
}
