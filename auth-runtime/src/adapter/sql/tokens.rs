//! What is asked of the table of verification tokens.

use super::Tables;
use super::check::Check;
use super::dialect::{Dialect, FoundTable, Need};
use super::sessions::delete_expired;
use super::statement::{Column, Sql, Statement, qualified};

/// Everything that is asked about tokens.
#[derive(Clone, Debug)]
pub(super) struct TokenStatements {
    pub(super) insert: Statement,
    pub(super) expires: Statement,
    pub(super) delete: Statement,
    pub(super) delete_expired: Statement,
}

impl TokenStatements {
    pub(super) fn check<DB: Dialect>(
        tables: &Tables,
        found: Option<FoundTable>,
        problems: &mut Vec<String>,
    ) -> Option<Self> {
        let names = &tables.verification_tokens;
        let mut check = Check::new(tables, &names.table, found, problems);
        let identifier = check.column::<DB>(&names.identifier, Need::Text);
        let token = check.column::<DB>(&names.token, Need::Text);
        let expires = check.column::<DB>(&names.expires, Need::Moment);
        check.finish();
        Some(Self::new::<DB>(
            &qualified::<DB>(tables.schema.as_deref(), &names.table),
            &identifier?,
            &token?,
            &expires?,
        ))
    }

    fn new<DB: Dialect>(
        table: &str,
        identifier: &Column,
        token: &Column,
        expires: &Column,
    ) -> Self {
        let insert = Sql::<DB>::new(format!(
            "INSERT INTO {table} ({}, {}, {}) VALUES (",
            identifier.quoted, token.quoted, expires.quoted
        ))
        .value(identifier, 0)
        .push(", ")
        .value(token, 1)
        .push(", ")
        .value(expires, 2)
        .push(")")
        .finish();
        let of = |sql: Sql<DB>| {
            sql.equal("", identifier, 0)
                .push(" AND ")
                .equal("", token, 1)
                .finish()
        };
        Self {
            insert,
            expires: of(Sql::new(format!(
                "SELECT {} FROM {table} WHERE ",
                expires.read("")
            ))),
            delete: of(Sql::new(format!("DELETE FROM {table} WHERE "))),
            delete_expired: delete_expired::<DB>(table, &[identifier, token], expires),
        }
    }
}
