//! What is asked of the users table, of the accounts beside it, and of the tokens.

use super::check::Check;
use super::dialect::{Dialect, FoundTable, Need};
use super::row::{Stored, maybe_text, moment, text};
use super::statement::{Column, Sql, Statement, qualified};
use super::{Bind, Tables};
use crate::Clock;
use crate::adapter::{AdapterError, UserColumn, UserRecord};

use super::accounts::{AccountColumns, AccountStatements};
use super::tokens::TokenStatements;

/// The users table's columns, as they were found.
#[derive(Clone, Debug)]
pub(super) struct UserColumns {
    pub(super) table: String,
    pub(super) id: Column,
    name: Column,
    email: Column,
    email_verified: Column,
    image: Column,
    extra: Vec<Column>,
    updated: Option<Column>,
    pub(super) is_email_unique: bool,
}

/// Everything that is asked about users.
#[derive(Clone, Debug)]
pub(super) struct UserStatements {
    pub(super) columns: UserColumns,
    /// The application's fields, in the order of the record's values.
    pub(super) fields: Vec<UserColumn>,
    pub(super) by_id: Statement,
    pub(super) by_email: Statement,
    pub(super) by_account: Statement,
    pub(super) insert: Statement,
    pub(super) update: Statement,
    pub(super) delete: Statement,
    /// The ids of whoever the database thinks to have the id, or the address.
    pub(super) alike_ids: Statement,
    pub(super) alike_emails: Statement,
    pub(super) accounts: AccountStatements,
    pub(super) tokens: TokenStatements,
    /// Whether users are created with everybody else shut out, because no index keeps them apart.
    pub(super) lock: Option<Statement>,
}

impl UserColumns {
    pub(super) fn check<DB: Dialect>(
        tables: &Tables,
        found: Option<FoundTable>,
        fields: &[UserColumn],
        problems: &mut Vec<String>,
    ) -> Option<Self> {
        let names = &tables.users;
        let mut check = Check::new(tables, &names.table, found, problems);
        let id = check.column::<DB>(&names.id, Need::Id);
        if id.as_ref().is_some_and(|id| id.is_numbered) && !DB::RETURNS_ROWS {
            check.problem(|table| {
                format!(
                    "the column `{}` of the table `{table}` is a number that the database gives, which {} does not tell whoever inserts a row; make it text",
                    names.id,
                    DB::NAME,
                )
            });
        }
        let name = check.nullable::<DB>(&names.name, Need::Text);
        // Prisma's tables want an address from everybody, and most providers give one.
        let email = check.column::<DB>(&names.email, Need::Text);
        let email_verified = check.nullable::<DB>(&names.email_verified, Need::Moment);
        let image = check.nullable::<DB>(&names.image, Need::Text);
        let own = [
            &names.id,
            &names.name,
            &names.email,
            &names.email_verified,
            &names.image,
        ];
        let mut extra = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            let is_default = own.iter().any(|name| **name == *field.name);
            if is_default || fields[..at].iter().any(|first| first.name == field.name) {
                check.problem(|table| {
                    format!(
                        "the field `{}` of type `{}` wants the column of this name in the table `{table}`, which is taken by another field; rename the field",
                        field.name, field.rust_type
                    )
                });
            }
            extra.push(check.field::<DB>(field));
        }
        let updated = check.if_there::<DB>(names.updated.as_deref(), Need::Moment);
        let is_email_unique = check.is_unique(&[&*names.email]);
        check.finish();
        Some(Self {
            table: qualified::<DB>(tables.schema.as_deref(), &names.table),
            id: id?,
            name: name?,
            email: email?,
            email_verified: email_verified?,
            image: image?,
            extra: extra.into_iter().collect::<Option<_>>()?,
            updated,
            is_email_unique,
        })
    }

    /// What is read of a user, in the order in which rows are read.
    pub(super) fn list(&self, alias: &str) -> String {
        let own = [
            &self.id,
            &self.name,
            &self.email,
            &self.email_verified,
            &self.image,
        ];
        let all: Vec<_> = own.into_iter().chain(&self.extra).collect();
        let all = all.into_iter().map(|column| column.read(alias));
        all.collect::<Vec<_>>().join(", ")
    }

    /// The columns that are written, each with the place of its value; without the id.
    fn written(&self) -> Vec<(&Column, usize)> {
        let own = [&self.name, &self.email, &self.email_verified, &self.image];
        let all = own.into_iter().chain(&self.extra).chain(&self.updated);
        all.enumerate()
            .map(|(at, column)| (column, at + 1))
            .collect()
    }
}

impl UserStatements {
    pub(super) fn new<DB: Dialect>(
        columns: UserColumns,
        fields: Vec<UserColumn>,
        accounts: &AccountColumns,
        tokens: TokenStatements,
    ) -> Self {
        let table = &columns.table;
        let list = columns.list("");
        let select = || Sql::<DB>::new(format!("SELECT {list} FROM {table} WHERE "));
        let by_id = select().equal("", &columns.id, 0).finish();
        let by_email = select().equal("", &columns.email, 0).finish();
        let by_account = Sql::<DB>::new(format!(
            "SELECT {} FROM {} a JOIN {table} u ON u.{} = a.{} WHERE ",
            columns.list("u."),
            accounts.table,
            columns.id.quoted,
            accounts.user_id.quoted,
        ));
        let by_account = accounts.equal(by_account, "a.", [0, 1]).finish();

        let mut written = columns.written();
        let update = Sql::<DB>::new(format!("UPDATE {table} SET "));
        let update = update
            .joined(", ", &written, |sql, (column, index)| {
                sql.push(format!("{} = ", column.quoted))
                    .value(column, *index)
            })
            .push(" WHERE ")
            .equal("", &columns.id, 0)
            .finish();
        if !columns.id.is_numbered {
            written.insert(0, (&columns.id, 0));
        }
        let insert = Sql::<DB>::new(format!("INSERT INTO {table} ("))
            .joined(", ", &written, |sql, (column, _)| sql.push(&column.quoted))
            .push(") VALUES (")
            .joined(", ", &written, |sql, (column, index)| {
                sql.value(column, *index)
            })
            .push(")");
        let insert = if columns.id.is_numbered {
            insert.push(format!(" RETURNING {}", columns.id.read("")))
        } else {
            insert
        };
        let delete = Sql::<DB>::new(format!("DELETE FROM {table} WHERE "))
            .equal("", &columns.id, 0)
            .finish();
        let ids = || {
            Sql::<DB>::new(format!(
                "SELECT {} FROM {table} WHERE ",
                columns.id.read("")
            ))
        };
        let is_kept_apart = columns.is_email_unique && accounts.is_unique;
        let lock = (!is_kept_apart)
            .then_some(DB::LOCKS)
            .flatten()
            .map(|lock| match lock {
                super::dialect::Lock::Begin(begin) => Statement::plain(begin),
                super::dialect::Lock::Tables(write) => {
                    Statement::plain(write(table, &accounts.table))
                }
            });
        Self {
            by_id,
            by_email,
            by_account,
            insert: insert.finish(),
            update,
            delete,
            alike_ids: ids().alike("", &columns.id, 0).finish(),
            alike_emails: ids().alike("", &columns.email, 0).finish(),
            accounts: AccountStatements::new::<DB>(accounts, &columns),
            tokens,
            lock,
            fields,
            columns,
        }
    }

    /// The values of a record that are the application's.
    pub(super) fn stored<'a>(
        &self,
        record: &'a UserRecord,
    ) -> Result<Vec<Stored<'a>>, AdapterError> {
        if record.extra.len() != self.fields.len() {
            return Err(AdapterError::other(format!(
                "the user has {} values for {} fields",
                record.extra.len(),
                self.fields.len()
            )));
        }
        let pairs = self.fields.iter().zip(&record.extra);
        pairs
            .map(|(field, value)| Stored::new(field, value))
            .collect()
    }

    /// The values of a record, in the places that `insert` and `update` know.
    pub(super) fn values<'a>(
        &self,
        record: &'a UserRecord,
        stored: &'a [Stored<'a>],
    ) -> Vec<Bind<'a>> {
        let user = &record.user;
        let mut values = vec![
            text(&user.id),
            maybe_text(user.name.as_ref()),
            maybe_text(user.email.as_ref()),
            moment(user.email_verified),
            maybe_text(user.image.as_ref()),
        ];
        values.extend(stored.iter().map(Stored::bind));
        if self.columns.updated.is_some() {
            values.push(moment(Clock::system().now()));
        }
        values
    }
}
