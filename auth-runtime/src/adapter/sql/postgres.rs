use std::borrow::Cow;
use std::str::FromStr as _;

use sqlx::Postgres;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgPoolOptions, PgRow};

use super::Moments;
use super::adapter::SqlAdapter;
use super::dialect::{Around, Bind, Dialect, Found, FoundTable, Lock, Need, Storage, group};
use super::failure::Refusal;
use super::has_scheme;
use super::prepare::migrate;
use super::statement::Statement;
use crate::adapter::AdapterError;

/// Users and sessions in PostgreSQL.
///
/// ```
/// # #[auth_runtime::auth_config(strategy = database)]
/// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
/// # async fn start() -> Result<auth::Auth, Box<dyn std::error::Error>> {
/// use auth_runtime::adapter::PostgresAdapter;
///
/// let adapter = PostgresAdapter::connect("postgres://app@localhost/app").await?;
/// let auth = auth::builder()
///     .secret("a secret of at least 32 random characters")
///     .adapter(adapter.migrate_on_build(true))
///     .build()
///     .await?;
/// # Ok(auth)
/// # }
/// # fn main() {}
/// ```
pub type PostgresAdapter = SqlAdapter<Postgres>;

impl SqlAdapter<Postgres> {
    /// An adapter with a pool of its own for the database of this URL.
    ///
    /// What the URL leaves out comes from the environment, as it does for `psql`.
    /// For a pool with other settings there is [`new`](Self::new).
    ///
    /// # Errors
    ///
    /// If the URL is none of PostgreSQL's, the server does not let us in, or does not answer.
    pub async fn connect(url: &str) -> Result<Self, AdapterError> {
        // The parser's own words may have parts of the URL in them, and a URL has a password.
        let options = has_scheme(url, ["postgres", "postgresql"])
            .then(|| PgConnectOptions::from_str(url).ok())
            .flatten();
        let options = options.ok_or_else(|| {
            AdapterError::other("the URL is not like `postgres://user:password@host/database`")
        })?;
        let adapter = Self::own(PgPoolOptions::new(), options);
        adapter.try_connection().await?;
        Ok(adapter)
    }
}

arguments!(PgArguments);

impl Dialect for Postgres {
    const NUMBERS_PLACEHOLDERS: bool = true;
    const RETURNS_ROWS: bool = true;
    const LIMITS_DELETES: bool = false;
    const ROW_ID: &'static str = "gen_random_uuid()";
    const LOCKS: Option<Lock> = Some(Lock::Tables(|users, accounts| {
        format!("LOCK TABLE {users}, {accounts} IN SHARE ROW EXCLUSIVE MODE")
    }));
    const MIGRATIONS: &'static [(i64, &'static str, &'static str)] = &[(
        1,
        "auth",
        include_str!("../../../migrations/postgres/0001_auth.sql"),
    )];

    driver!();

    fn boolean(row: &PgRow, index: usize) -> Result<Option<bool>, sqlx::Error> {
        sqlx::Row::try_get_unchecked(row, index)
    }

    fn placeholder(index: usize) -> String {
        format!("${}", index + 1)
    }

    fn quote(name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    fn storage(found: &Found, need: Need, moments: Moments) -> Option<Storage> {
        let plain = Storage::default();
        let as_text = Around::new("", "::text");
        let base = found.base.as_str();
        // To the column's own type, whatever it is called, and however long it may be. What
        // PostgreSQL calls `character` in words is one letter in a cast.
        let own = match base {
            "bpchar" => base,
            _ => &found.declared,
        };
        let to_own = Around(Cow::Borrowed(""), Cow::Owned(format!("::{own}")));
        let is_integer = matches!(base, "int2" | "int4" | "int8");
        let exactly = (!found.is_exact).then_some(Around::NOTHING);
        match need {
            // ` 1` is 1 and a UUID in capitals is one in small letters for PostgreSQL, and none of our ids.
            Need::Id if is_integer || base == "uuid" => Some(Storage {
                read: as_text,
                write: to_own,
                exactly: Some(Around::NOTHING),
                ..plain
            }),
            Need::Id | Need::Text => match base {
                "text" | "varchar" => Some(Storage { exactly, ..plain }),
                "bpchar" | "citext" | "name" | "enum" | "uuid" => Some(Storage {
                    read: as_text,
                    write: to_own,
                    exactly: Some(Around::NOTHING),
                    ..plain
                }),
                _ => None,
            },
            Need::Moment | Need::Seconds => match base {
                "timestamptz" => Some(Storage {
                    read: Around::new("floor(extract(epoch FROM ", "))::int8"),
                    write: Around::new("to_timestamp(", ")"),
                    ..plain
                }),
                "timestamp" => Some(Storage {
                    read: Around::new("floor(extract(epoch FROM ", "))::int8"),
                    write: Around::new("(to_timestamp(", ") AT TIME ZONE 'UTC')"),
                    ..plain
                }),
                _ if !is_integer => None,
                _ if need == Need::Moment && moments == Moments::Milliseconds => Some(Storage {
                    read: Around::new("(", " / 1000)::int8"),
                    write: Around::new("(", " * 1000)"),
                    ..plain
                }),
                _ if need == Need::Moment && moments == Moments::Text => None,
                _ => Some(Storage {
                    read: Around::new("", "::int8"),
                    ..plain
                }),
            },
            Need::Integer => is_integer.then(|| Storage {
                read: Around::new("", "::int8"),
                ..plain
            }),
            // From text, or only the first 15 digits would be kept.
            Need::Real if base == "numeric" => Some(Storage {
                read: Around::new("", "::float8"),
                write: Around::new("", "::text::numeric"),
                ..plain
            }),
            Need::Real => matches!(base, "float4" | "float8").then(|| Storage {
                read: Around::new("", "::float8"),
                write: to_own,
                ..plain
            }),
            Need::Boolean => (base == "bool").then_some(plain),
            Need::Json => matches!(base, "json" | "jsonb" | "text" | "varchar").then(|| Storage {
                read: as_text,
                write: to_own,
                ..plain
            }),
        }
    }

    fn column_type(need: Need) -> (&'static str, &'static str) {
        match need {
            Need::Id | Need::Text => ("TEXT", "''"),
            Need::Integer | Need::Moment | Need::Seconds => ("BIGINT", "0"),
            Need::Real => ("DOUBLE PRECISION", "0"),
            Need::Boolean => ("BOOLEAN", "FALSE"),
            Need::Json => ("JSONB", "'null'"),
        }
    }

    async fn look(
        connection: &mut PgConnection,
        schema: Option<&str>,
        table: &str,
    ) -> Result<Option<FoundTable>, sqlx::Error> {
        let name = match schema {
            Some(schema) => format!("{}.{}", Self::quote(schema), Self::quote(table)),
            None => Self::quote(table),
        };
        let name = [Bind::Text(Some(&name))];
        // A domain is what it is made of. `to_regclass` looks where a statement would look.
        let columns = Statement::plain(
            "SELECT a.attname::text, format_type(a.atttypid, NULL), \
                 CASE b.typtype WHEN 'e' THEN 'enum' ELSE b.typname::text END, \
                 a.attnotnull OR t.typnotnull, \
                 a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL, \
                 a.attidentity <> '' OR COALESCE(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', FALSE), \
                 COALESCE(c.collisdeterministic, TRUE) \
             FROM pg_attribute a \
             JOIN pg_type t ON t.oid = a.atttypid \
             JOIN pg_type b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END \
             LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
             LEFT JOIN pg_collation c ON c.oid = a.attcollation \
             WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped \
             ORDER BY a.attnum",
        );
        let rows = Self::fetch(connection, &columns, &name).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut columns = Vec::new();
        for row in &rows {
            let text = |index| Self::text(row, index).map(Option::unwrap_or_default);
            let truth = |index| Self::boolean(row, index).map(Option::unwrap_or_default);
            columns.push(Found {
                name: text(0)?,
                declared: text(1)?,
                base: text(2)?,
                is_nullable: !truth(3)?,
                has_default: truth(4)?,
                is_numbered: truth(5)?,
                is_exact: truth(6)?,
            });
        }
        let indexes = Statement::plain(
            "SELECT i.indexrelid::text, a.attname::text FROM pg_index i \
             JOIN pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum <= i.indnkeyatts \
             WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indisvalid \
                 AND i.indpred IS NULL AND i.indexprs IS NULL \
             ORDER BY i.indexrelid, a.attnum",
        );
        let rows = Self::fetch(connection, &indexes, &name).await?;
        let unique = group(rows.iter().map(|row| {
            Ok((
                Self::text(row, 0)?.unwrap_or_default(),
                Self::text(row, 1)?.unwrap_or_default(),
            ))
        }))?;
        Ok(Some(FoundTable { columns, unique }))
    }

    async fn migrate(connection: &mut PgConnection) -> Result<(), sqlx::migrate::MigrateError> {
        migrate::<Self>(connection).await
    }

    fn refusal(error: &dyn sqlx::error::DatabaseError) -> Refusal {
        let code = error.code().unwrap_or_default();
        // The detail of an error has values of the row in it, and so has the message of what is no value.
        let reason = match &code[..code.len().min(2)] {
            "22" | "P0" => format!("PostgreSQL error {code}"),
            _ => format!("PostgreSQL error {code}: {}", error.message()),
        };
        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        match &*code {
            "23505" => Refusal::Unique,
            "23503" => Refusal::ForeignKey,
            // A text that is no number, no UUID or none of an enum's words; a number that is too
            // large; a text with a zero in it.
            "22P02" | "22003" | "22021" => Refusal::NoSuchValue(reason),
            "40001" | "40P01" => Refusal::Deadlock(reason),
            // Too many connections, and others who hold a lock.
            "53300" | "55P03" | "57014" => Refusal::Busy(reason),
            _ if code.starts_with("53") => Refusal::Busy(reason),
            // The connection is over, or its server only reads by now and another one writes.
            _ if code.starts_with("08") || code.starts_with("57P") || code == "25006" => {
                Refusal::Away(reason)
            }
            _ => Refusal::Other(reason),
        }
    }
}
