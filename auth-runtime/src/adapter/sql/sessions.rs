//! Sessions.

use std::sync::Arc;

use super::adapter::SqlAdapter;
use super::check::Check;
use super::dialect::{Bind, Dialect, FoundTable, Need};
use super::row::{Reader, maybe_text, moment, text};
use super::statement::{Column, Sql, Statement, qualified};
use super::users::UserColumns;
use super::{Tables, not_prepared};
use crate::adapter::{AdapterError, Conflict, SessionRecord, SessionStore, Slide};
use crate::{Clock, Timestamp};

/// The sessions table's columns, as they were found.
#[derive(Clone, Debug)]
struct SessionColumns {
    table: String,
    id: Column,
    user_id: Column,
    expires: Column,
    created: Option<Column>,
    last_seen: Option<Column>,
    user_agent: Option<Column>,
    /// The row's own id, if it has one that has to be given.
    row_id: Option<String>,
    updated: Option<Column>,
}

/// Everything that is asked about sessions.
#[derive(Clone, Debug)]
pub(super) struct SessionStatements {
    columns: SessionColumns,
    insert: Statement,
    by_id: Statement,
    slide: Statement,
    delete: Statement,
    of_user: Statement,
    pub(super) delete_of_user: Statement,
    delete_expired: Statement,
}

impl SessionColumns {
    fn check<DB: Dialect>(
        tables: &Tables,
        found: Option<FoundTable>,
        problems: &mut Vec<String>,
    ) -> Option<Self> {
        let names = &tables.sessions;
        let mut check = Check::new(tables, &names.table, found, problems);
        let id = check.column::<DB>(&names.id, Need::Text);
        let user_id = check.column::<DB>(&names.user_id, Need::Id);
        let expires = check.column::<DB>(&names.expires, Need::Moment);
        // A name that is given is one that has to be there; `None` of the outer `Option` is a problem.
        let mut moment = |name: Option<&str>| match name {
            Some(name) => check.column::<DB>(name, Need::Moment).map(Some),
            None => Some(None),
        };
        let created = moment(names.created.as_deref());
        let last_seen = moment(names.last_seen.as_deref());
        // There is not always a browser that says its name.
        let user_agent = match names.user_agent.as_deref() {
            Some(name) => check.nullable::<DB>(name, Need::Text).map(Some),
            None => Some(None),
        };
        let row_id = check.row_id::<DB>(names.row_id.as_deref());
        let updated = check.if_there::<DB>(names.updated.as_deref(), Need::Moment);
        check.finish();
        Some(Self {
            table: qualified::<DB>(tables.schema.as_deref(), &names.table),
            id: id?,
            user_id: user_id?,
            expires: expires?,
            created: created?,
            last_seen: last_seen?,
            user_agent: user_agent?,
            row_id,
            updated,
        })
    }

    /// What is read of a session, in the order in which rows are read; its id is known or read before.
    fn list(&self, alias: &str) -> String {
        let own = [&self.user_id, &self.expires];
        let listed = [&self.created, &self.last_seen, &self.user_agent];
        let all = own.into_iter().chain(listed.into_iter().flatten());
        let all: Vec<_> = all.map(|column| column.read(alias)).collect();
        all.join(", ")
    }

    fn record<DB: Dialect>(
        &self,
        id: String,
        row: &mut Reader<'_, DB>,
    ) -> Result<SessionRecord, AdapterError> {
        let user_id = row.filled_text("the session's user")?;
        let expires = row.filled_moment("the session's end")?;
        let mut record = SessionRecord::new(id, user_id, expires);
        if self.created.is_some() {
            record.created = row.moment("when the session was created")?;
        }
        if self.last_seen.is_some() {
            record.last_seen = row.moment("when the session was last used")?;
        }
        if self.user_agent.is_some() {
            record.user_agent = row.text("the session's browser")?;
        }
        Ok(record)
    }
}

impl SessionStatements {
    fn new<DB: Dialect>(columns: SessionColumns) -> Self {
        let c = &columns;
        let table = &c.table;
        let listed = [&c.created, &c.last_seen, &c.user_agent, &c.updated];
        // Each value has its place, whether there is a column for it or not.
        let listed = (3..).zip(listed);
        let written: Vec<_> = (0..)
            .zip([&c.id, &c.user_id, &c.expires])
            .chain(listed.filter_map(|(at, column)| Some((at, column.as_ref()?))))
            .collect();
        let insert = Sql::<DB>::new(format!("INSERT INTO {table} ("))
            .joined(", ", &written, |sql, (_, column)| sql.push(&column.quoted))
            .joined("", &c.row_id, |sql, name| sql.push(", ").push(name))
            .push(") VALUES (")
            .joined(", ", &written, |sql, (at, column)| sql.value(column, *at))
            .joined("", &c.row_id, |sql, _| sql.push(", ").push(DB::ROW_ID))
            .push(")")
            .finish();
        let by_id = Sql::<DB>::new(format!("SELECT {} FROM {table} WHERE ", c.list("")))
            .equal("", &c.id, 0)
            .push(" AND ")
            .moment("", &c.expires, ">", 1)
            .finish();
        let slide = Sql::<DB>::new(format!("UPDATE {table} SET {} = ", c.expires.quoted))
            .value(&c.expires, 2);
        let seen = [(&c.last_seen, 3), (&c.updated, 3)];
        let seen = seen
            .into_iter()
            .filter_map(|(c, at)| Some((c.as_ref()?, at)));
        let slide = slide
            .joined("", seen, |sql, (column, at)| {
                sql.push(format!(", {} = ", column.quoted))
                    .value(column, at)
            })
            .push(" WHERE ")
            .equal("", &c.id, 0)
            .push(" AND ")
            .moment("", &c.expires, "=", 1)
            .finish();
        let delete = || Sql::<DB>::new(format!("DELETE FROM {table} WHERE "));
        let of_user = Sql::<DB>::new(format!(
            "SELECT {}, {} FROM {table} WHERE ",
            c.id.read(""),
            c.list("")
        ))
        .equal("", &c.user_id, 0)
        .push(" AND ")
        .moment("", &c.expires, ">", 1)
        .finish();
        Self {
            insert,
            by_id,
            slide,
            delete: delete().equal("", &c.id, 0).finish(),
            of_user,
            delete_of_user: delete().equal("", &c.user_id, 0).finish(),
            delete_expired: delete_expired::<DB>(table, &[&c.id], &c.expires),
            columns,
        }
    }

    /// A session with its user.
    pub(super) fn with_user<DB: Dialect>(&self, users: &UserColumns) -> Statement {
        let columns = &self.columns;
        Sql::<DB>::new(format!(
            "SELECT {}, {} FROM {} s JOIN {} u ON u.{} = s.{} WHERE ",
            columns.list("s."),
            users.list("u."),
            columns.table,
            users.table,
            users.id.quoted,
            columns.user_id.quoted,
        ))
        .equal("s.", &columns.id, 0)
        .push(" AND ")
        .moment("s.", &columns.expires, ">", 1)
        .finish()
    }

    /// The session at the beginning of a row.
    pub(super) fn record<DB: Dialect>(
        &self,
        id: &str,
        row: &mut Reader<'_, DB>,
    ) -> Result<SessionRecord, AdapterError> {
        self.columns.record(id.to_owned(), row)
    }

    fn values(session: &SessionRecord) -> [Bind<'_>; 7] {
        [
            text(&session.id),
            text(&session.user_id),
            moment(session.expires),
            moment(session.created),
            moment(session.last_seen),
            maybe_text(session.user_agent.as_ref()),
            moment(Clock::system().now()),
        ]
    }
}

/// Deletes at most as many rows as the value at 1 says, of those that ended by the moment at 0.
pub(super) fn delete_expired<DB: Dialect>(
    table: &str,
    key: &[&Column],
    expires: &Column,
) -> Statement {
    let is_over = |sql: Sql<DB>| {
        if expires.storage.is_unordered {
            return sql.moment("", expires, "<=", 0);
        }
        // The column stands alone, so that its index counts.
        sql.push(format!("{} <= ", expires.quoted))
            .value(expires, 0)
    };
    let delete = is_over(Sql::new(format!("DELETE FROM {table} WHERE ")));
    if DB::LIMITS_DELETES {
        return delete.push(" LIMIT ").placeholder(1).finish();
    }
    let key: Vec<_> = key.iter().map(|column| column.quoted.as_str()).collect();
    let key = key.join(", ");
    let delete = delete.push(format!(" AND ({key}) IN (SELECT {key} FROM {table} WHERE "));
    is_over(delete)
        .push(" LIMIT ")
        .placeholder(1)
        .push(")")
        .finish()
}

impl<DB: Dialect> SqlAdapter<DB> {
    fn session_statements(&self) -> Result<&SessionStatements, AdapterError> {
        self.sessions
            .as_deref()
            .ok_or_else(|| not_prepared("prepare_sessions"))
    }
}

impl<DB: Dialect> SessionStore for SqlAdapter<DB> {
    async fn prepare_sessions(&mut self) -> Result<(), AdapterError> {
        self.migrate_if_asked().await?;
        let found = self.look(&self.tables.sessions.table).await?;
        let mut problems = Vec::new();
        let columns = SessionColumns::check::<DB>(&self.tables, found, &mut problems);
        let Some(columns) = columns.filter(|_| problems.is_empty()) else {
            return Err(AdapterError::tables(problems));
        };
        self.sessions = Some(Arc::new(SessionStatements::new::<DB>(columns)));
        self.join();
        Ok(())
    }

    fn keeps_created(&self) -> bool {
        self.tables.sessions.created.is_some()
    }

    async fn create_session(&self, session: &SessionRecord) -> Result<(), AdapterError> {
        let statements = self.session_statements()?;
        let values = SessionStatements::values(session);
        match self.execute(&statements.insert, &values).await {
            Ok(_) => Ok(()),
            Err(failure) if failure.is_unique() => Err(AdapterError::conflict(Conflict::Token)),
            Err(failure) if self.is_nobody(&failure, &session.user_id).await? => {
                Err(AdapterError::no_user())
            }
            Err(failure) => Err(failure.into()),
        }
    }

    async fn session(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<SessionRecord>, AdapterError> {
        let statements = self.session_statements()?;
        let row = self
            .first(&statements.by_id, &[text(id), moment(now)])
            .await?;
        row.map(|row| statements.record::<DB>(id, &mut Reader::new(&row)))
            .transpose()
    }

    async fn slide_session(&self, id: &str, slide: Slide) -> Result<bool, AdapterError> {
        let statements = self.session_statements()?;
        let values = [
            text(id),
            moment(slide.from),
            moment(slide.to),
            moment(slide.seen),
        ];
        Ok(self.change(&statements.slide, &values).await? > 0)
    }

    async fn delete_session(&self, id: &str) -> Result<bool, AdapterError> {
        let statements = self.session_statements()?;
        Ok(self.change(&statements.delete, &[text(id)]).await? > 0)
    }

    async fn sessions(
        &self,
        user_id: &str,
        now: Timestamp,
    ) -> Result<Vec<SessionRecord>, AdapterError> {
        let statements = self.session_statements()?;
        let rows = self
            .fetch(&statements.of_user, &[text(user_id), moment(now)])
            .await?;
        let records = rows.iter().map(|row| {
            let mut row = Reader::<DB>::new(row);
            let id = row.filled_text("the session's id")?;
            statements.columns.record(id, &mut row)
        });
        records.collect()
    }

    async fn delete_sessions(&self, user_id: &str) -> Result<u64, AdapterError> {
        let statements = self.session_statements()?;
        let values = [text(user_id)];
        Ok(self.change(&statements.delete_of_user, &values).await?)
    }

    async fn delete_expired_sessions(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<u64, AdapterError> {
        let statements = self.session_statements()?;
        let values = [moment(now), Bind::Integer(Some(limit.into()))];
        Ok(self.change(&statements.delete_expired, &values).await?)
    }
}
