//! What is done whole or not at all: one attempt each.

use sqlx::{Connection as _, Transaction};

use super::adapter::SqlAdapter;
use super::dialect::{Bind, Dialect, Lock};
use super::row::text;
use super::users::UserStatements;
use crate::Account;
use crate::adapter::{Conflict, UserRecord};

/// What came of a transaction.
pub(super) enum Created {
    /// The user's id.
    User(String),
    Conflict(Conflict),
    /// The account has nobody to belong to.
    NoUser,
}

impl<DB: Dialect> SqlAdapter<DB> {
    /// Stores a user and an account, or an account for the user of this id.
    pub(super) async fn create(
        &self,
        statements: &UserStatements,
        id: &str,
        user: Option<&[Bind<'_>]>,
        account: Option<&Account>,
    ) -> Result<Created, sqlx::Error> {
        let mut held = self.hold(false).await?;
        let result = async {
            let mut transaction = begin::<DB>(statements, &mut held.connection).await?;
            if statements.lock.is_some() {
                // Nobody else creates anything now, so what is not there stays away.
                if let Some(account) = account {
                    let key = [text(&account.provider), text(&account.provider_account_id)];
                    let alike = &statements.accounts.alike;
                    if !DB::fetch(&mut transaction, alike, &key).await?.is_empty() {
                        return Ok(Created::Conflict(Conflict::Account));
                    }
                }
                if let Some(&[_, _, email @ Bind::Text(Some(_)), ..]) = user {
                    let alike = &statements.alike_emails;
                    if !DB::fetch(&mut transaction, alike, &[email])
                        .await?
                        .is_empty()
                    {
                        return Ok(Created::Conflict(Conflict::Email));
                    }
                }
            }
            let mut id = id.to_owned();
            if let Some(values) = user {
                if statements.columns.id.is_numbered {
                    let rows = DB::fetch(&mut transaction, &statements.insert, values).await?;
                    let given = rows.first().map(|row| DB::text(row, 0)).transpose()?;
                    id = given.flatten().ok_or(sqlx::Error::RowNotFound)?;
                } else {
                    DB::execute(&mut transaction, &statements.insert, values).await?;
                }
            }
            if let Some(account) = account {
                let values = statements.accounts.values(&id, account);
                let insert = &statements.accounts.insert;
                if DB::execute(&mut transaction, insert, &values).await? == 0 {
                    return Ok(Created::NoUser);
                }
            }
            transaction.commit().await?;
            Ok(Created::User(id))
        }
        .await;
        held.judge(result)
    }

    /// Changes a user with everybody else shut out, because no index keeps addresses apart.
    pub(super) async fn update_alone(
        &self,
        statements: &UserStatements,
        record: &UserRecord,
        values: &[Bind<'_>],
    ) -> Result<Option<u64>, sqlx::Error> {
        let mut held = self.hold(false).await?;
        let result = async {
            let mut transaction = begin::<DB>(statements, &mut held.connection).await?;
            if let Some(email) = &record.user.email {
                let alike = &statements.alike_emails;
                for row in DB::fetch(&mut transaction, alike, &[text(email)]).await? {
                    if DB::text(&row, 0)?.as_ref() != Some(&record.user.id) {
                        return Ok(None);
                    }
                }
            }
            let changed = DB::execute(&mut transaction, &statements.update, values).await?;
            transaction.commit().await?;
            Ok(Some(changed))
        }
        .await;
        held.judge(result)
    }

    /// Deletes a user with everything that is theirs, foreign keys or not.
    pub(super) async fn delete(
        &self,
        statements: &UserStatements,
        id: &str,
    ) -> Result<bool, sqlx::Error> {
        let mut held = self.hold(false).await?;
        let result = async {
            let mut transaction = held.connection.begin().await?;
            if let Some(sessions) = &self.sessions {
                DB::execute(&mut transaction, &sessions.delete_of_user, &[text(id)]).await?;
            }
            let accounts = &statements.accounts.delete_of_user;
            DB::execute(&mut transaction, accounts, &[text(id)]).await?;
            let deleted = DB::execute(&mut transaction, &statements.delete, &[text(id)]).await?;
            transaction.commit().await?;
            Ok(deleted > 0)
        }
        .await;
        held.judge(result)
    }
}

/// Begins a transaction, with everybody else shut out where no index keeps users apart.
async fn begin<'a, DB: Dialect>(
    statements: &UserStatements,
    connection: &'a mut DB::Connection,
) -> Result<Transaction<'a, DB>, sqlx::Error> {
    let (Some(lock), Some(kind)) = (&statements.lock, DB::LOCKS) else {
        return connection.begin().await;
    };
    match kind {
        Lock::Begin(_) => connection.begin_with(lock.sql()).await,
        Lock::Tables(_) => {
            let mut transaction = connection.begin().await?;
            DB::execute(&mut transaction, lock, &[]).await?;
            Ok(transaction)
        }
    }
}
