use std::borrow::Cow;
use std::str::FromStr as _;

use sqlx::mysql::{
    MySqlArguments, MySqlConnectOptions, MySqlConnection, MySqlPoolOptions, MySqlRow,
};
use sqlx::{Executor as _, MySql};

use super::Moments;
use super::adapter::SqlAdapter;
use super::dialect::{Around, Bind, Dialect, Found, FoundTable, Lock, Need, Storage, group};
use super::failure::Refusal;
use super::has_scheme;
use super::prepare::migrate;
use super::statement::Statement;
use crate::adapter::AdapterError;

/// Users and sessions in MySQL or MariaDB.
///
/// ```
/// # #[auth_runtime::auth_config(strategy = database)]
/// # mod auth { #[session] fn session(session: Session, user: &User) -> Session { session } }
/// # async fn start() -> Result<auth::Auth, Box<dyn std::error::Error>> {
/// use auth_runtime::adapter::MySqlAdapter;
///
/// let adapter = MySqlAdapter::connect("mysql://app@localhost/app").await?;
/// let auth = auth::builder()
///     .secret("a secret of at least 32 random characters")
///     .adapter(adapter.migrate_on_build(true))
///     .build()
///     .await?;
/// # Ok(auth)
/// # }
/// # fn main() {}
/// ```
pub type MySqlAdapter = SqlAdapter<MySql>;

impl SqlAdapter<MySql> {
    /// An adapter with a pool of its own for the database of this URL.
    ///
    /// For a pool with other settings there is [`new`](Self::new).
    ///
    /// # Errors
    ///
    /// If the URL is none of MySQL's, the server does not let us in, or does not answer.
    pub async fn connect(url: &str) -> Result<Self, AdapterError> {
        // The parser's own words may have parts of the URL in them, and a URL has a password.
        let options = has_scheme(url, ["mysql", "mariadb"])
            .then(|| MySqlConnectOptions::from_str(url).ok())
            .flatten();
        let options = options.ok_or_else(|| {
            AdapterError::other("the URL is not like `mysql://user:password@host/database`")
        })?;
        let pool = MySqlPoolOptions::new().after_connect(|connection, _| {
            Box::pin(async move {
                // A value that is too long for its column is an error, and not a shorter value.
                let strict = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')";
                connection.execute(strict).await?;
                Ok(())
            })
        });
        let adapter = Self::own(pool, options);
        adapter.try_connection().await?;
        Ok(adapter)
    }
}

arguments!(MySqlArguments);

impl Dialect for MySql {
    const NUMBERS_PLACEHOLDERS: bool = false;
    const RETURNS_ROWS: bool = false;
    const LIMITS_DELETES: bool = true;
    const ROW_ID: &'static str = "UUID()";
    const LOCKS: Option<Lock> = None;
    const MIGRATIONS: &'static [(i64, &'static str, &'static str)] = &[(
        1,
        "auth",
        include_str!("../../../migrations/mysql/0001_auth.sql"),
    )];

    driver!();

    fn boolean(row: &MySqlRow, index: usize) -> Result<Option<bool>, sqlx::Error> {
        Ok(Self::integer(row, index)?.map(|number| number != 0))
    }

    fn placeholder(_: usize) -> String {
        "?".to_owned()
    }

    fn quote(name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    fn storage(found: &Found, need: Need, moments: Moments) -> Option<Storage> {
        let plain = Storage::default();
        let as_integer = Around::new("CAST(", " AS SIGNED)");
        // Most collations take letters of either case, with and without accents, to be the same,
        // and nearly all of them blanks at the end.
        let exactly = Around::new("CAST(", " AS BINARY)");
        let base = found.base.as_str();
        let is_integer = matches!(
            base,
            "tinyint" | "smallint" | "mediumint" | "int" | "bigint"
        );
        match need {
            Need::Id | Need::Text => match base {
                "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" => Some(Storage {
                    read: Around::new("CONVERT(", " USING utf8mb4)"),
                    exactly: Some(exactly),
                    ..plain
                }),
                "char" | "enum" | "uuid" => Some(Storage {
                    read: Around::new("CONVERT(CAST(", " AS CHAR) USING utf8mb4)"),
                    exactly: Some(exactly),
                    ..plain
                }),
                // `1abc` is 1 for MySQL.
                _ if is_integer && need == Need::Id => Some(Storage {
                    read: Around::new("CAST(", " AS CHAR)"),
                    exactly: Some(exactly),
                    ..plain
                }),
                _ => None,
            },
            Need::Moment | Need::Seconds => match base {
                // Neither end of the years of a `DATETIME` is within `UNIX_TIMESTAMP`.
                "datetime" => Some(Storage {
                    read: Around::new("TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', ", ")"),
                    write: Around::new(
                        "TIMESTAMPADD(SECOND, ",
                        ", CAST('1970-01-01 00:00:00' AS DATETIME))",
                    ),
                    ..plain
                }),
                "timestamp" => Some(Storage {
                    read: Around::new("CAST(FLOOR(UNIX_TIMESTAMP(", ")) AS SIGNED)"),
                    write: Around::new("FROM_UNIXTIME(", ")"),
                    ..plain
                }),
                _ if !is_integer => None,
                _ if need == Need::Moment && moments == Moments::Milliseconds => Some(Storage {
                    read: Around::new("CAST(", " DIV 1000 AS SIGNED)"),
                    write: Around::new("(", " * 1000)"),
                    ..plain
                }),
                _ if need == Need::Moment && moments == Moments::Text => None,
                _ => Some(Storage {
                    read: as_integer,
                    ..plain
                }),
            },
            Need::Integer | Need::Boolean => is_integer.then_some(Storage {
                read: as_integer,
                ..plain
            }),
            Need::Real => matches!(base, "float" | "double" | "decimal").then(|| Storage {
                read: Around::new("(", " + 0e0)"),
                ..plain
            }),
            Need::Json => matches!(
                base,
                "json" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext"
            )
            .then(|| Storage {
                read: Around::new("CONVERT(CAST(", " AS CHAR) USING utf8mb4)"),
                ..plain
            }),
        }
    }

    fn column_type(need: Need) -> (&'static str, &'static str) {
        match need {
            Need::Id | Need::Text => ("TEXT", "('')"),
            Need::Integer | Need::Moment | Need::Seconds => ("BIGINT", "0"),
            Need::Real => ("DOUBLE", "0"),
            Need::Boolean => ("BOOLEAN", "FALSE"),
            Need::Json => ("JSON", "('null')"),
        }
    }

    async fn look(
        connection: &mut MySqlConnection,
        schema: Option<&str>,
        table: &str,
    ) -> Result<Option<FoundTable>, sqlx::Error> {
        let place = [Bind::Text(schema), Bind::Text(Some(table))];
        // Generated columns have no default, and cannot be written.
        let columns = Statement::plain(
            "SELECT CONVERT(column_name USING utf8mb4), CONVERT(column_type USING utf8mb4), \
                 CONVERT(data_type USING utf8mb4), CONVERT(extra USING utf8mb4), \
                 CAST(is_nullable = 'YES' AS SIGNED), CAST(column_default IS NOT NULL AS SIGNED) \
             FROM information_schema.columns \
             WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? \
             ORDER BY ordinal_position",
        );
        let rows = Self::fetch(connection, &columns, &place).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut columns = Vec::new();
        for row in &rows {
            let text = |index| Self::text(row, index).map(Option::unwrap_or_default);
            let truth = |index| Self::boolean(row, index).map(Option::unwrap_or_default);
            let extra = text(3)?.to_lowercase();
            let is_numbered = extra.contains("auto_increment");
            columns.push(Found {
                name: text(0)?,
                declared: text(1)?,
                base: text(2)?.to_lowercase(),
                is_nullable: truth(4)?,
                has_default: truth(5)? || is_numbered || extra.contains("generated"),
                is_numbered,
                is_exact: false,
            });
        }
        let indexes = Statement::plain(
            "SELECT CONVERT(index_name USING utf8mb4), CONVERT(column_name USING utf8mb4) \
             FROM information_schema.statistics \
             WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? \
                 AND non_unique = 0 AND sub_part IS NULL \
             ORDER BY index_name, seq_in_index",
        );
        let rows = Self::fetch(connection, &indexes, &place).await?;
        let unique = group(rows.iter().map(|row| {
            Ok((
                Self::text(row, 0)?.unwrap_or_default(),
                Self::text(row, 1)?.unwrap_or_default(),
            ))
        }))?;
        Ok(Some(FoundTable { columns, unique }))
    }

    async fn migrate(connection: &mut MySqlConnection) -> Result<(), sqlx::migrate::MigrateError> {
        // sqlx's own lock waits for ever in MySQL, and not at all in MariaDB. A script cannot be
        // undone halfway, so two of them at once would spoil the tables.
        let lock =
            Statement::plain("SELECT GET_LOCK(CONCAT('auth_migrations ', MD5(DATABASE())), 60)");
        let rows = Self::fetch(connection, &lock, &[]).await?;
        let given = rows.first().map(|row| Self::integer(row, 0)).transpose()?;
        if given.flatten() != Some(1) {
            // Somebody has been at it for a minute.
            return Err(sqlx::Error::PoolTimedOut.into());
        }
        let migrated = migrate::<Self>(connection).await;
        let unlock =
            Statement::plain("SELECT RELEASE_LOCK(CONCAT('auth_migrations ', MD5(DATABASE())))");
        Self::fetch(connection, &unlock, &[]).await?;
        migrated
    }

    fn refusal(error: &dyn sqlx::error::DatabaseError) -> Refusal {
        use sqlx::error::ErrorKind;

        match error.kind() {
            ErrorKind::UniqueViolation => return Refusal::Unique,
            ErrorKind::ForeignKeyViolation => return Refusal::ForeignKey,
            _ => {}
        }
        let number = error
            .try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>()
            .map_or(0, sqlx::mysql::MySqlDatabaseError::number);
        let state = error.code().unwrap_or(Cow::Borrowed(""));
        // Messages about values have them in them, and so may those of triggers.
        let is_about_names = ["08", "28", "3D", "42"]
            .iter()
            .any(|class| state.starts_with(class));
        let reason = if is_about_names || number == 1364 || number == 1048 {
            format!("MySQL error {number}: {}", error.message())
        } else {
            format!("MySQL error {number} ({state})")
        };
        // https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html and
        // https://mariadb.com/kb/en/mariadb-error-codes/
        match number {
            // A text that is none of the column's characters.
            1366 => Refusal::NoSuchValue(reason),
            // A deadlock; a lock that somebody else holds; a row that has changed since it was read.
            1213 | 1205 | 1020 => Refusal::Deadlock(reason),
            // Too many connections, of all or of one account; no memory; out of time.
            1040 | 1203 | 1226 | 1037 | 1041 | 3024 | 1969 => Refusal::Busy(reason),
            // The server stops; it has blocked us; the network; the connection was killed or idle;
            // the server only reads by now, and another connection leads to the one that writes.
            1053 | 1129 | 1152..=1161 | 1927 | 3169 | 4031 | 1290 | 1792 | 1836 => {
                Refusal::Away(reason)
            }
            _ if state.starts_with("08") => Refusal::Away(reason),
            _ => Refusal::Other(reason),
        }
    }
}
