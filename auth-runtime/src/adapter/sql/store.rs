//! Users, accounts and tokens.

use super::adapter::{ATTEMPTS, SqlAdapter};
use super::dialect::{Bind, Dialect};
use super::failure::Failure;
use super::not_prepared;
use super::row::{Reader, moment, text};
use super::statement::Statement;
use super::transaction::Created;
use super::users::UserStatements;
use crate::adapter::{
    Adapter, AdapterError, Conflict, SessionRecord, UserColumn, UserRecord, UserStore,
    VerificationToken,
};
use crate::{Account, Timestamp};

impl<DB: Dialect> SqlAdapter<DB> {
    pub(super) fn user_statements(&self) -> Result<&UserStatements, AdapterError> {
        self.users
            .as_deref()
            .ok_or_else(|| not_prepared("prepare_users"))
    }

    async fn one_user(
        &self,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> Result<Option<UserRecord>, AdapterError> {
        let fields = &self.user_statements()?.fields;
        let row = self.first(statement, values).await?;
        row.map(|row| Reader::<DB>::new(&row).user(fields))
            .transpose()
    }

    /// The user's id in the rows of a question for ids.
    fn ids(rows: &[DB::Row]) -> Result<Vec<String>, AdapterError> {
        let ids = rows.iter();
        ids.map(|row| Reader::<DB>::new(row).filled_text("the user's id"))
            .collect()
    }

    /// Which rule was in the way, found out afterwards: each database names it in its own words.
    async fn conflict(
        &self,
        record: Option<&UserRecord>,
        is_new: bool,
        account: Option<&Account>,
    ) -> Result<Conflict, AdapterError> {
        let statements = self.user_statements()?;
        if let Some(account) = account {
            let key = [text(&account.provider), text(&account.provider_account_id)];
            let owners = self.fetch(&statements.accounts.alike, &key).await?;
            if !owners.is_empty() {
                return Ok(Conflict::Account);
            }
        }
        if let Some(record) = record {
            let id = &record.user.id;
            if is_new && !statements.columns.id.is_numbered {
                let same = self.fetch(&statements.alike_ids, &[text(id)]).await?;
                if !same.is_empty() {
                    return Ok(Conflict::Id);
                }
            }
            if let Some(email) = &record.user.email {
                let rows = self.fetch(&statements.alike_emails, &[text(email)]).await?;
                if Self::ids(&rows)?.iter().any(|owner| is_new || owner != id) {
                    return Ok(Conflict::Email);
                }
            }
        }
        Ok(Conflict::Other)
    }

    /// Whether it failed because no user can have this id: a text that is no number, or no UUID.
    pub(super) async fn is_nobody(
        &self,
        failure: &Failure,
        id: &str,
    ) -> Result<bool, AdapterError> {
        if !failure.is_no_such_value() {
            return Ok(false);
        }
        match &self.users {
            Some(statements) => {
                let key = [text(id)];
                let found = Box::pin(self.first(&statements.by_id, &key));
                Ok(found.await?.is_none())
            }
            None => Ok(true),
        }
    }

    /// Stores a user, an account, or both.
    async fn create_any(
        &self,
        id: &str,
        record: Option<&UserRecord>,
        account: Option<&Account>,
    ) -> Result<String, AdapterError> {
        let statements = self.user_statements()?;
        let stored = record.map(|record| statements.stored(record)).transpose()?;
        let values = record
            .zip(stored.as_ref())
            .map(|(record, stored)| statements.values(record, stored));
        let mut attempt = 1;
        loop {
            let created = self.create(statements, id, values.as_deref(), account);
            match self.in_time(created).await {
                Ok(Created::User(id)) => return Ok(id),
                Ok(Created::Conflict(conflict)) => return Err(AdapterError::conflict(conflict)),
                Ok(Created::NoUser) => return Err(AdapterError::no_user()),
                Err(failure) if failure.is_deadlock() && attempt < ATTEMPTS => attempt += 1,
                Err(failure) if failure.is_unique() => {
                    let conflict = Box::pin(self.conflict(record, true, account)).await?;
                    return Err(AdapterError::conflict(conflict));
                }
                Err(failure) if record.is_none() && self.is_nobody(&failure, id).await? => {
                    return Err(AdapterError::no_user());
                }
                Err(failure) => return Err(failure.into()),
            }
        }
    }
}

impl<DB: Dialect> Adapter for SqlAdapter<DB> {
    async fn session_and_user(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<(SessionRecord, UserRecord)>, AdapterError> {
        let statements = self.user_statements()?;
        let (Some(sessions), Some(joined)) = (&self.sessions, &self.session_and_user) else {
            return Err(not_prepared("prepare_sessions"));
        };
        let Some(row) = self.first(joined, &[text(id), moment(now)]).await? else {
            return Ok(None);
        };
        let mut row = Reader::<DB>::new(&row);
        let session = sessions.record(id, &mut row)?;
        Ok(Some((session, row.user(&statements.fields)?)))
    }
}

impl<DB: Dialect> UserStore for SqlAdapter<DB> {
    async fn prepare_users(&mut self, columns: &[UserColumn]) -> Result<(), AdapterError> {
        // Long work that is done once must not make the futures of applications large.
        Box::pin(self.learn_users(columns)).await
    }

    async fn create_user(
        &self,
        mut user: UserRecord,
        account: Option<&Account>,
    ) -> Result<UserRecord, AdapterError> {
        let id = self.create_any(&user.user.id, Some(&user), account).await?;
        user.user.id = id;
        Ok(user)
    }

    async fn user(&self, id: &str) -> Result<Option<UserRecord>, AdapterError> {
        let statements = self.user_statements()?;
        self.one_user(&statements.by_id, &[text(id)]).await
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<UserRecord>, AdapterError> {
        let statements = self.user_statements()?;
        self.one_user(&statements.by_email, &[text(email)]).await
    }

    async fn user_by_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> Result<Option<UserRecord>, AdapterError> {
        let statements = self.user_statements()?;
        let key = [text(provider), text(provider_account_id)];
        self.one_user(&statements.by_account, &key).await
    }

    async fn update_user(&self, user: UserRecord) -> Result<bool, AdapterError> {
        let statements = self.user_statements()?;
        let stored = statements.stored(&user)?;
        let values = statements.values(&user, &stored);
        let changed = if statements.lock.is_some() {
            // What hardly ever happens must not make the futures of applications large.
            let alone = Box::pin(self.update_alone(statements, &user, &values));
            self.in_time(alone).await
        } else {
            self.execute(&statements.update, &values).await.map(Some)
        };
        match changed {
            Ok(Some(changed)) => Ok(changed > 0),
            Ok(None) => Err(AdapterError::conflict(Conflict::Email)),
            Err(failure) if failure.is_unique() => {
                let conflict = Box::pin(self.conflict(Some(&user), false, None)).await?;
                Err(AdapterError::conflict(conflict))
            }
            Err(failure) if self.is_nobody(&failure, &user.user.id).await? => Ok(false),
            Err(failure) => Err(failure.into()),
        }
    }

    async fn delete_user(&self, id: &str) -> Result<bool, AdapterError> {
        let statements = self.user_statements()?;
        let mut attempt = 1;
        loop {
            match self.in_time(self.delete(statements, id)).await {
                Err(failure) if failure.is_no_such_value() => return Ok(false),
                Err(failure) if failure.is_deadlock() && attempt < ATTEMPTS => attempt += 1,
                result => return Ok(result?),
            }
        }
    }

    async fn link_account(&self, user_id: &str, account: &Account) -> Result<(), AdapterError> {
        self.create_any(user_id, None, Some(account)).await?;
        Ok(())
    }

    async fn update_account(&self, account: &Account) -> Result<bool, AdapterError> {
        let statements = &self.user_statements()?.accounts;
        let values = statements.values("", account);
        match self.execute(&statements.update, &values).await {
            Err(failure) if failure.is_no_such_value() => {
                let key = [text(&account.provider), text(&account.provider_account_id)];
                let owners = Box::pin(self.fetch(&statements.alike, &key)).await?;
                // If it is there, it is one of the new values that the table cannot hold.
                if owners.is_empty() {
                    Ok(false)
                } else {
                    Err(failure.into())
                }
            }
            changed => Ok(changed? > 0),
        }
    }

    async fn unlink_account(
        &self,
        provider: &str,
        provider_account_id: &str,
    ) -> Result<bool, AdapterError> {
        let statements = &self.user_statements()?.accounts;
        let key = [text(provider), text(provider_account_id)];
        Ok(self.change(&statements.delete, &key).await? > 0)
    }

    async fn accounts(&self, user_id: &str) -> Result<Vec<Account>, AdapterError> {
        let statements = &self.user_statements()?.accounts;
        let rows = self.fetch(&statements.of_user, &[text(user_id)]).await?;
        let accounts = rows.iter().map(|row| Reader::<DB>::new(row).account());
        accounts.filter_map(Result::transpose).collect()
    }

    async fn create_verification_token(
        &self,
        token: &VerificationToken,
    ) -> Result<(), AdapterError> {
        let statements = &self.user_statements()?.tokens;
        let values = [
            text(&token.identifier),
            text(&token.token),
            moment(token.expires),
        ];
        match self.execute(&statements.insert, &values).await {
            Ok(_) => Ok(()),
            Err(failure) if failure.is_unique() => Err(AdapterError::conflict(Conflict::Token)),
            Err(failure) => Err(failure.into()),
        }
    }

    async fn use_verification_token(
        &self,
        identifier: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<VerificationToken>, AdapterError> {
        let statements = &self.user_statements()?.tokens;
        let key = [text(identifier), text(token)];
        let Some(row) = self.first(&statements.expires, &key).await? else {
            return Ok(None);
        };
        let expires = Reader::<DB>::new(&row).filled_moment("the token's end")?;
        // Of several that have read it, one deletes it.
        if self.change(&statements.delete, &key).await? == 0 {
            return Ok(None);
        }
        let used = VerificationToken::new(identifier, token, expires);
        Ok((now < expires).then_some(used))
    }

    async fn delete_expired_tokens(&self, now: Timestamp, limit: u32) -> Result<u64, AdapterError> {
        let statements = &self.user_statements()?.tokens;
        let values = [moment(now), Bind::Integer(Some(limit.into()))];
        Ok(self.change(&statements.delete_expired, &values).await?)
    }
}
