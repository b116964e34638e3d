//! Migrations, and what is asked, once the tables are known.

use std::sync::Arc;

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};

use super::accounts::AccountColumns;
use super::adapter::SqlAdapter;
use super::check::add_column;
use super::dialect::Dialect;
use super::statement::{Statement, qualified};
use super::tokens::TokenStatements;
use super::users::{UserColumns, UserStatements};
use crate::adapter::{AdapterError, UserColumn};

impl<DB: Dialect> SqlAdapter<DB> {
    /// Runs the migrations if the application wants them to run by themselves, and not twice.
    pub(super) async fn migrate_if_asked(&self) -> Result<(), AdapterError> {
        let is_first = self.users.is_none() && self.sessions.is_none();
        if self.migrates && is_first {
            Box::pin(self.migrate()).await?;
        }
        Ok(())
    }

    /// Looks at the tables of users, accounts and tokens, and writes down what will be asked.
    pub(super) async fn learn_users(&mut self, fields: &[UserColumn]) -> Result<(), AdapterError> {
        self.migrate_if_asked().await?;
        if self.migrates {
            self.add_columns(fields).await?;
        }
        let tables = &*self.tables;
        let users = self.look(&tables.users.table).await?;
        let accounts = self.look(&tables.accounts.table).await?;
        let tokens = self.look(&tables.verification_tokens.table).await?;

        let mut problems = Vec::new();
        let users = UserColumns::check::<DB>(tables, users, fields, &mut problems);
        let accounts = AccountColumns::check::<DB>(tables, accounts, &mut problems);
        let tokens = TokenStatements::check::<DB>(tables, tokens, &mut problems);
        if DB::LOCKS.is_none() {
            require_indexes(self, users.as_ref(), accounts.as_ref(), &mut problems);
        }
        let (Some(users), Some(accounts), Some(tokens), true) =
            (users, accounts, tokens, problems.is_empty())
        else {
            return Err(AdapterError::tables(problems));
        };
        let statements = UserStatements::new::<DB>(users, fields.to_vec(), &accounts, tokens);
        self.users = Some(Arc::new(statements));
        self.join();
        Ok(())
    }

    /// Writes the question for a session with its user, once both tables are known.
    pub(super) fn join(&mut self) {
        let known = self.sessions.as_ref().zip(self.users.as_ref());
        let joined = known.map(|(sessions, users)| sessions.with_user::<DB>(&users.columns));
        self.session_and_user = joined;
    }

    /// Adds the columns of fields that are not there, where no row has to be given a value for it.
    async fn add_columns(&self, fields: &[UserColumn]) -> Result<(), AdapterError> {
        let name = &self.tables.users.table;
        let Some(found) = self.look(name).await? else {
            return Ok(());
        };
        let missing: Vec<_> = fields
            .iter()
            .filter(|field| found.columns.iter().all(|column| column.name != field.name))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let table = qualified::<DB>(self.tables.schema.as_deref(), name);
        let any = Statement::plain(format!("SELECT 1 FROM {table} LIMIT 1"));
        let is_empty = self.fetch(&any, &[]).await?.is_empty();
        for field in missing {
            if !field.is_nullable && !is_empty {
                // The check says what to do.
                continue;
            }
            let add = Statement::plain(add_column::<DB>(&table, field, false));
            let added = self.execute(&add, &[]).await;
            if let Err(failure) = added {
                // Another process may have been faster.
                let found = self.look(name).await?;
                let is_there = found.is_some_and(|found| {
                    found.columns.iter().any(|column| column.name == field.name)
                });
                if !is_there {
                    return Err(failure.into());
                }
            }
        }
        Ok(())
    }
}

/// Where nobody can be shut out while a user is created, only an index keeps two apart.
fn require_indexes<DB: Dialect>(
    adapter: &SqlAdapter<DB>,
    users: Option<&UserColumns>,
    accounts: Option<&AccountColumns>,
    problems: &mut Vec<String>,
) {
    let mut require = |table: &str, columns: &str| {
        problems.push(format!(
            "the table `{table}` has no unique index of {columns}, without which two sign-ins at once make two users; add one"
        ));
    };
    let tables = &adapter.tables;
    if users.is_some_and(|users| !users.is_email_unique) {
        require(&tables.users.table, &format!("`{}`", tables.users.email));
    }
    if accounts.is_some_and(|accounts| !accounts.is_unique) {
        let names = &tables.accounts;
        require(
            &names.table,
            &format!("`{}` and `{}`", names.provider, names.provider_account_id),
        );
    }
}

/// Runs the migrations, noted in a table of their own: the application may have migrations by the same tool.
pub(super) async fn migrate<DB: Dialect>(
    connection: &mut DB::Connection,
) -> Result<(), MigrateError>
where
    DB::Connection: Migrate,
{
    let migrations = DB::MIGRATIONS.iter().map(|(version, name, sql)| {
        let kind = MigrationType::Simple;
        Migration::new(*version, (*name).into(), kind, sql.into_sql_str(), false)
    });
    let mut migrator = Migrator::with_migrations(migrations.collect());
    migrator.dangerous_set_table_name("auth_migrations");
    // A later version may have been here, and gone back.
    migrator.set_ignore_missing(true);
    migrator.run_direct(None, connection, false).await
}
