//! What is asked of the accounts table.

use super::Tables;
use super::check::Check;
use super::dialect::{Bind, Dialect, FoundTable, Need};
use super::row::{maybe_text, moment, secret, text};
use super::statement::{Column, Sql, Statement, qualified};
use super::users::UserColumns;
use crate::{Account, Clock};

/// The accounts table's columns, as they were found.
#[derive(Clone, Debug)]
pub(super) struct AccountColumns {
    pub(super) table: String,
    pub(super) user_id: Column,
    /// All that an account has, in the order in which it is read and written.
    fields: Vec<Column>,
    /// The row's own id, if it has one that has to be given.
    row_id: Option<String>,
    updated: Option<Column>,
    pub(super) is_unique: bool,
}

/// Where the provider and the account's id there are among the fields.
const KEY: [usize; 2] = [1, 2];

/// Everything that is asked about accounts.
#[derive(Clone, Debug)]
pub(super) struct AccountStatements {
    pub(super) of_user: Statement,
    pub(super) insert: Statement,
    pub(super) update: Statement,
    pub(super) delete: Statement,
    pub(super) delete_of_user: Statement,
    /// The owners of what the database thinks to be the account.
    pub(super) alike: Statement,
    writes_updated: bool,
}

impl AccountColumns {
    pub(super) fn check<DB: Dialect>(
        tables: &Tables,
        found: Option<FoundTable>,
        problems: &mut Vec<String>,
    ) -> Option<Self> {
        let names = &tables.accounts;
        let mut check = Check::new(tables, &names.table, found, problems);
        let user_id = check.column::<DB>(&names.user_id, Need::Id);
        let mut fields: Vec<_> = [&names.r#type, &names.provider, &names.provider_account_id]
            .into_iter()
            .map(|name| check.column::<DB>(name, Need::Text))
            .collect();
        for (name, need) in [
            (&names.refresh_token, Need::Text),
            (&names.access_token, Need::Text),
            (&names.expires_at, Need::Seconds),
            (&names.token_type, Need::Text),
            (&names.scope, Need::Text),
            (&names.id_token, Need::Text),
            (&names.session_state, Need::Text),
        ] {
            fields.push(check.nullable::<DB>(name, need));
        }
        let row_id = check.row_id::<DB>(names.row_id.as_deref());
        let updated = check.if_there::<DB>(names.updated.as_deref(), Need::Moment);
        let is_unique = check.is_unique(&[&*names.provider, &*names.provider_account_id]);
        check.finish();
        Some(Self {
            table: qualified::<DB>(tables.schema.as_deref(), &names.table),
            user_id: user_id?,
            fields: fields.into_iter().collect::<Option<_>>()?,
            row_id,
            updated,
            is_unique,
        })
    }

    /// Whether a row is the account of the values at these places.
    pub(super) fn equal<DB: Dialect>(
        &self,
        sql: Sql<DB>,
        alias: &str,
        places: [usize; 2],
    ) -> Sql<DB> {
        let [provider, id] = KEY.map(|at| &self.fields[at]);
        sql.equal(alias, provider, places[0])
            .push(" AND ")
            .equal(alias, id, places[1])
    }

    fn alike<DB: Dialect>(&self, sql: Sql<DB>, places: [usize; 2]) -> Sql<DB> {
        let [provider, id] = KEY.map(|at| &self.fields[at]);
        sql.alike("", provider, places[0])
            .push(" AND ")
            .alike("", id, places[1])
    }
}

impl AccountStatements {
    pub(super) fn new<DB: Dialect>(columns: &AccountColumns, users: &UserColumns) -> Self {
        let table = &columns.table;
        let list: Vec<_> = columns.fields.iter().map(|field| field.read("")).collect();
        let of_user = Sql::<DB>::new(format!("SELECT {} FROM {table} WHERE ", list.join(", ")))
            .equal("", &columns.user_id, 0)
            .finish();
        // The user's id is the value at 0, and the fields follow.
        let fields = columns.fields.iter().chain(&columns.updated);
        let written: Vec<_> = fields
            .enumerate()
            .map(|(at, column)| (column, at + 1))
            .collect();
        // It is inserted for whoever is there, so that a table without a foreign key has one as well.
        let insert = Sql::<DB>::new(format!("INSERT INTO {table} ({}", columns.user_id.quoted))
            .joined("", &written, |sql, (column, _)| {
                sql.push(", ").push(&column.quoted)
            })
            .joined("", &columns.row_id, |sql, name| sql.push(", ").push(name))
            .push(") SELECT ")
            .value(&columns.user_id, 0)
            .joined("", &written, |sql, (column, index)| {
                sql.push(", ").value(column, *index)
            })
            .joined("", &columns.row_id, |sql, _| {
                sql.push(", ").push(DB::ROW_ID)
            })
            .push(format!(" FROM {} WHERE ", users.table))
            .equal("", &users.id, 0)
            .finish();
        let key = KEY.map(|at| at + 1);
        let changed = written.iter().filter(|(_, index)| !key.contains(index));
        let update = Sql::<DB>::new(format!("UPDATE {table} SET "))
            .joined(", ", changed, |sql, (column, index)| {
                sql.push(format!("{} = ", column.quoted))
                    .value(column, *index)
            })
            .push(" WHERE ");
        let delete = Sql::<DB>::new(format!("DELETE FROM {table} WHERE "));
        let delete_of_user = Sql::<DB>::new(format!("DELETE FROM {table} WHERE "));
        let alike = Sql::<DB>::new(format!(
            "SELECT {} FROM {table} WHERE ",
            columns.user_id.read("")
        ));
        Self {
            of_user,
            insert,
            update: columns.equal(update, "", key).finish(),
            delete: columns.equal(delete, "", [0, 1]).finish(),
            delete_of_user: delete_of_user.equal("", &columns.user_id, 0).finish(),
            alike: columns.alike(alike, [0, 1]).finish(),
            writes_updated: columns.updated.is_some(),
        }
    }

    /// The values of an account, in the places that `insert` and `update` know.
    pub(super) fn values<'a>(&self, user_id: &'a str, account: &'a Account) -> Vec<Bind<'a>> {
        let mut values = vec![
            text(user_id),
            text(account.r#type.as_str()),
            text(&account.provider),
            text(&account.provider_account_id),
            secret(account.refresh_token.as_ref()),
            secret(account.access_token.as_ref()),
            moment(account.expires_at),
            maybe_text(account.token_type.as_ref()),
            maybe_text(account.scope.as_ref()),
            secret(account.id_token.as_ref()),
            maybe_text(account.session_state.as_ref()),
        ];
        if self.writes_updated {
            values.push(moment(Clock::system().now()));
        }
        values
    }
}
