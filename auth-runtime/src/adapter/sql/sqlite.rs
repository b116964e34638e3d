use std::path::Path;

use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions,
    SqliteRow,
};
use sqlx::{Connection as _, Sqlite};

use super::Moments;
use super::adapter::{PATIENCE, SqlAdapter};
use super::dialect::{Around, Bind, Dialect, Found, FoundTable, Lock, Need, Storage, group};
use super::failure::{Failure, Refusal};
use super::prepare::migrate;
use super::statement::Statement;
use crate::adapter::AdapterError;

/// Users and sessions in a file, with SQLite.
///
/// Nothing has to be installed or started: the file is created and its tables with it.
///
/// ```
/// # #[auth_runtime::auth_config(strategy = database)]
/// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
/// # async fn start() -> Result<auth::Auth, Box<dyn std::error::Error>> {
/// use auth_runtime::adapter::SqliteAdapter;
///
/// let auth = auth::builder()
///     .secret("a secret of at least 32 random characters")
///     .adapter(SqliteAdapter::open("app.db").await?)
///     .build()
///     .await?;
/// # Ok(auth)
/// # }
/// # fn main() {}
/// ```
pub type SqliteAdapter = SqlAdapter<Sqlite>;

impl SqlAdapter<Sqlite> {
    /// Opens the file, and creates it if it is not there; `:memory:` is a database that is gone
    /// with the adapter.
    ///
    /// Readers do not wait for writers (WAL), foreign keys count, and
    /// [`migrate_on_build`](Self::migrate_on_build) is on.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened, or is no database.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, AdapterError> {
        let path = path.as_ref();
        let is_in_memory = path == Path::new(":memory:");
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let adapter = if is_in_memory {
            // Each connection would have a database of its own, so there is one that stays.
            let pool = SqlitePoolOptions::new()
                .max_connections(1)
                .idle_timeout(None)
                .max_lifetime(None);
            let mut adapter = Self::own(pool, options.in_memory(true));
            adapter.is_in_memory = true;
            adapter
        } else {
            let options = options.journal_mode(SqliteJournalMode::Wal);
            Self::own(SqlitePoolOptions::new(), options)
        };
        let adapter = adapter.migrate_on_build(true);
        match adapter.try_connection().await {
            Ok(()) => Ok(adapter),
            Err(Failure::Away(reason)) => Err(AdapterError::unavailable(format!(
                "{}: {reason}",
                path.display()
            ))),
            Err(failure) => Err(failure.into()),
        }
    }
}

/// What SQLite makes of a type's name: <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

impl Affinity {
    fn of(base: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| base.contains(word));
        if has(&["int"]) {
            Self::Integer
        } else if has(&["char", "clob", "text"]) {
            Self::Text
        } else if base.is_empty() || has(&["blob"]) {
            Self::Blob
        } else if has(&["real", "floa", "doub"]) {
            Self::Real
        } else {
            Self::Numeric
        }
    }
}

arguments!(SqliteArguments);

impl Dialect for Sqlite {
    const NUMBERS_PLACEHOLDERS: bool = true;
    const RETURNS_ROWS: bool = true;
    const LIMITS_DELETES: bool = false;
    const ROW_ID: &'static str = "lower(hex(randomblob(16)))";
    const LOCKS: Option<Lock> = Some(Lock::Begin("BEGIN IMMEDIATE"));
    const MIGRATIONS: &'static [(i64, &'static str, &'static str)] = &[(
        1,
        "auth",
        include_str!("../../../migrations/sqlite/0001_auth.sql"),
    )];

    driver!();

    fn boolean(row: &SqliteRow, index: usize) -> Result<Option<bool>, sqlx::Error> {
        Ok(Self::integer(row, index)?.map(|number| number != 0))
    }

    fn placeholder(index: usize) -> String {
        format!("?{}", index + 1)
    }

    fn quote(name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    fn storage(found: &Found, need: Need, moments: Moments) -> Option<Storage> {
        let base = found.base.as_str();
        let affinity = Affinity::of(base);
        let is_date = base.starts_with("date") || base.starts_with("timestamp");
        let plain = Storage::default();
        let fits = match need {
            Need::Id if affinity == Affinity::Integer => {
                return Some(Storage {
                    read: Around::new("CAST(", " AS TEXT)"),
                    // ` 1` and `1.0` are 1 for SQLite, and no id of ours.
                    exactly: Some(Around::NOTHING),
                    ..plain
                });
            }
            Need::Id | Need::Text => {
                let exactly = Around::new("", " COLLATE BINARY");
                return (affinity == Affinity::Text).then(|| Storage {
                    exactly: (!found.is_exact).then_some(exactly),
                    ..plain
                });
            }
            Need::Moment => {
                return match moments {
                    Moments::Seconds if affinity == Affinity::Integer || is_date => Some(plain),
                    Moments::Milliseconds if affinity == Affinity::Integer || is_date => {
                        Some(Storage {
                            read: Around::new("(", " / 1000)"),
                            write: Around::new("(", " * 1000)"),
                            ..plain
                        })
                    }
                    Moments::Text if affinity == Affinity::Text || is_date => Some(Storage {
                        read: Around::new("CAST(strftime('%s', ", ") AS INTEGER)"),
                        write: Around::new("strftime('%Y-%m-%dT%H:%M:%fZ', ", ", 'unixepoch')"),
                        // Others may write `2026-12-23 14:43:33`.
                        is_unordered: true,
                        ..plain
                    }),
                    _ => None,
                };
            }
            Need::Integer | Need::Seconds => affinity == Affinity::Integer,
            Need::Boolean => affinity == Affinity::Integer || base.starts_with("bool"),
            Need::Real => {
                affinity == Affinity::Real
                    || base.starts_with("numeric")
                    || base.starts_with("decimal")
            }
            Need::Json => affinity == Affinity::Text || base == "json",
        };
        fits.then_some(plain)
    }

    fn column_type(need: Need) -> (&'static str, &'static str) {
        match need {
            Need::Id | Need::Text => ("TEXT", "''"),
            Need::Integer | Need::Moment | Need::Seconds => ("BIGINT", "0"),
            Need::Real => ("REAL", "0"),
            Need::Boolean => ("BOOLEAN", "FALSE"),
            Need::Json => ("TEXT", "'null'"),
        }
    }

    async fn look(
        connection: &mut SqliteConnection,
        schema: Option<&str>,
        table: &str,
    ) -> Result<Option<FoundTable>, sqlx::Error> {
        let place = [
            Bind::Text(Some(table)),
            Bind::Text(Some(schema.unwrap_or("main"))),
        ];
        let columns = Statement::plain(
            "SELECT c.name, c.type, c.\"notnull\", c.dflt_value IS NOT NULL, c.pk, c.hidden, \
                 (SELECT COUNT(*) FROM pragma_table_xinfo(?1, ?2) k WHERE k.pk > 0) \
             FROM pragma_table_xinfo(?1, ?2) c ORDER BY c.cid",
        );
        let rows = Self::fetch(connection, &columns, &place).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        // Collations are told nowhere but in the statement that created the table.
        let from = schema.map_or_else(String::new, |schema| format!("{}.", Self::quote(schema)));
        let sql = Statement::plain(format!(
            "SELECT sql FROM {from}sqlite_schema WHERE name = ?1"
        ));
        let sql = Self::fetch(connection, &sql, &place[..1]).await?;
        let sql = sql.first().map(|row| Self::text(row, 0)).transpose()?;
        let sql = sql.flatten().unwrap_or_default().to_lowercase();
        let is_exact = !sql.contains("collate");

        let mut columns = Vec::new();
        for row in &rows {
            let number = |index| Self::integer(row, index).map(Option::unwrap_or_default);
            let declared = Self::text(row, 1)?.unwrap_or_default();
            let (is_key, is_only_key) = (number(4)? > 0, number(6)? == 1);
            let is_numbered = is_key && is_only_key && declared.eq_ignore_ascii_case("integer");
            let base = declared.split('(').next().unwrap_or_default();
            columns.push(Found {
                name: Self::text(row, 0)?.unwrap_or_default(),
                base: base.trim().to_lowercase(),
                is_nullable: number(2)? == 0 && !is_key,
                has_default: number(3)? != 0 || number(5)? != 0 || is_numbered,
                is_numbered,
                is_exact,
                declared,
            });
        }
        let indexes = Statement::plain(
            "SELECT l.name, i.name FROM pragma_index_list(?1, ?2) l, pragma_index_info(l.name, ?2) i \
             WHERE l.\"unique\" AND NOT l.partial ORDER BY l.seq",
        );
        let rows = Self::fetch(connection, &indexes, &place).await?;
        let unique = group(rows.iter().map(|row| {
            Ok((
                Self::text(row, 0)?.unwrap_or_default(),
                // An index of an expression has no column's name.
                Self::text(row, 1)?.unwrap_or_default(),
            ))
        }))?;
        Ok(Some(FoundTable { columns, unique }))
    }

    async fn migrate(connection: &mut SqliteConnection) -> Result<(), sqlx::migrate::MigrateError> {
        // Another process waits here, and finds everything done then.
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        migrate::<Self>(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    fn refusal(error: &dyn sqlx::error::DatabaseError) -> Refusal {
        use sqlx::error::ErrorKind;

        // SQLITE_CONSTRAINT_ROWID and SQLITE_CONSTRAINT_TRIGGER; the latter's message is the trigger's.
        const ROWID: i32 = 2579;
        const TRIGGER: i32 = 1811;

        let code = error.code().and_then(|code| code.parse::<i32>().ok());
        let code = code.unwrap_or_default();
        match error.kind() {
            ErrorKind::UniqueViolation => return Refusal::Unique,
            ErrorKind::ForeignKeyViolation => return Refusal::ForeignKey,
            _ if code == ROWID => return Refusal::Unique,
            _ if code == TRIGGER => return Refusal::Other("SQLite: a trigger refused".to_owned()),
            _ => {}
        }
        let reason = format!("SQLite error {code}: {}", error.message());
        // The last eight bits are the general reason: https://www.sqlite.org/rescode.html.
        match code & 0xff {
            // BUSY, LOCKED, INTERRUPT.
            5 | 6 | 9 => Refusal::Busy(reason),
            // IOERR, FULL, CANTOPEN.
            10 | 13 | 14 => Refusal::Away(reason),
            _ => Refusal::Other(reason),
        }
    }
}
