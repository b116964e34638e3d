use std::borrow::Cow;
use std::future::Future;

use super::Moments;
use super::failure::Refusal;
use super::statement::Statement;

/// What differs from one database to the next. Everything else is written once.
///
/// The methods stand for sqlx's own traits: their bounds hold for each database and cannot be
/// written down for all of them.
pub(crate) trait Dialect: sqlx::Database {
    /// Whether one placeholder can be used several times.
    const NUMBERS_PLACEHOLDERS: bool;

    /// Whether a row that was inserted can be asked for the number that it got.
    const RETURNS_ROWS: bool;

    /// Whether `DELETE` takes a `LIMIT`.
    const LIMITS_DELETES: bool;

    /// An expression for an id that no other row has.
    const ROW_ID: &'static str;

    /// What begins a transaction in which nobody else may create users or accounts, with the
    /// statement that sees to it; used where no unique index does.
    const LOCKS: Option<Lock>;

    /// The scripts that create the default tables, each with its number.
    const MIGRATIONS: &'static [(i64, &'static str, &'static str)];

    /// How the placeholder of the value at this place is written.
    fn placeholder(index: usize) -> String;

    /// A name, quoted.
    fn quote(name: &str) -> String;

    /// How a column is read and written for what it is needed for; `None` if it cannot hold that.
    fn storage(found: &Found, need: Need, moments: Moments) -> Option<Storage>;

    /// The type of a new column, and what stands in it where there was a row before it.
    fn column_type(need: Need) -> (&'static str, &'static str);

    /// What the tables have, `None` for a table that is not there.
    fn look(
        connection: &mut Self::Connection,
        schema: Option<&str>,
        table: &str,
    ) -> impl Future<Output = Result<Option<FoundTable>, sqlx::Error>> + Send;

    /// Runs the migrations that have not run yet.
    fn migrate(
        connection: &mut Self::Connection,
    ) -> impl Future<Output = Result<(), sqlx::migrate::MigrateError>> + Send;

    /// Runs a statement, and says how many rows it changed.
    fn execute(
        connection: &mut Self::Connection,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> impl Future<Output = Result<u64, sqlx::Error>> + Send;

    /// The rows of a statement.
    fn fetch(
        connection: &mut Self::Connection,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> impl Future<Output = Result<Vec<Self::Row>, sqlx::Error>> + Send;

    /// The first row of a statement.
    fn first(
        connection: &mut Self::Connection,
        statement: &Statement,
        values: &[Bind<'_>],
    ) -> impl Future<Output = Result<Option<Self::Row>, sqlx::Error>> + Send;

    /// A column of a row as text.
    fn text(row: &Self::Row, index: usize) -> Result<Option<String>, sqlx::Error>;

    /// A column of a row as a whole number.
    fn integer(row: &Self::Row, index: usize) -> Result<Option<i64>, sqlx::Error>;

    /// A column of a row as a number with a fraction.
    fn real(row: &Self::Row, index: usize) -> Result<Option<f64>, sqlx::Error>;

    /// A column of a row as a truth.
    fn boolean(row: &Self::Row, index: usize) -> Result<Option<bool>, sqlx::Error>;

    /// What an error of the database means, and what may be told of it: no value of any row.
    fn refusal(error: &dyn sqlx::error::DatabaseError) -> Refusal;
}

/// How a transaction is begun that shuts others out.
#[derive(Clone, Copy)]
pub(crate) enum Lock {
    /// By how it begins.
    Begin(&'static str),
    /// By locking both tables first.
    Tables(fn(users: &str, accounts: &str) -> String),
}

/// A value that goes into a statement.
#[derive(Clone, Copy)]
pub(crate) enum Bind<'a> {
    Text(Option<&'a str>),
    Integer(Option<i64>),
    Real(Option<f64>),
    Boolean(Option<bool>),
}

/// What a column is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A user's id, which is text for us, and may be a number or a UUID in the table.
    Id,
    Text,
    Integer,
    Real,
    Boolean,
    /// A moment, in the unit of the settings if the column holds numbers.
    Moment,
    /// A moment, in seconds if the column holds numbers.
    Seconds,
    Json,
}

/// A column as the database describes it.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // Four answers of one query, each asked for on its own.
pub(crate) struct Found {
    pub(crate) name: String,
    /// The type in the database's words, for messages and for casts.
    pub(crate) declared: String,
    /// The type in small letters and without its arguments.
    pub(crate) base: String,
    pub(crate) is_nullable: bool,
    /// Whether a row gets a value here that does not name one.
    pub(crate) has_default: bool,
    /// Whether that value is the row's number.
    pub(crate) is_numbered: bool,
    /// Whether texts that differ are different for the database.
    #[cfg_attr(not(any(feature = "postgres", feature = "sqlite")), allow(dead_code))]
    pub(crate) is_exact: bool,
}

/// A table as the database describes it.
#[derive(Clone, Debug)]
pub(crate) struct FoundTable {
    pub(crate) columns: Vec<Found>,
    /// The columns of each unique index.
    pub(crate) unique: Vec<Vec<String>>,
}

impl FoundTable {
    /// Whether no two rows have the same values in these columns.
    pub(crate) fn is_unique(&self, columns: &[&str]) -> bool {
        self.unique.iter().any(|index| {
            index.len() == columns.len() && columns.iter().all(|c| index.iter().any(|i| i == c))
        })
    }
}

/// How a column is read and written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Storage {
    /// Around the column when it is read.
    pub(crate) read: Around,
    /// Around the placeholder when it is written or compared with.
    pub(crate) write: Around,
    /// Around what was read and around the placeholder for a second comparison, where the
    /// database's own finds things equal that are not.
    pub(crate) exactly: Option<Around>,
    /// Whether values as they are written come in another order than what they mean.
    pub(crate) is_unordered: bool,
}

/// Text before and after an expression.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around(pub(crate) Cow<'static, str>, pub(crate) Cow<'static, str>);

impl Around {
    #[cfg_attr(not(any(feature = "postgres", feature = "sqlite")), allow(dead_code))]
    pub(crate) const NOTHING: Self = Self::new("", "");

    pub(crate) const fn new(before: &'static str, after: &'static str) -> Self {
        Self(Cow::Borrowed(before), Cow::Borrowed(after))
    }

    pub(crate) fn put(&self, expression: &str) -> String {
        format!("{}{expression}{}", self.0, self.1)
    }
}

/// The columns of each index, from pairs of an index and a column.
pub(crate) fn group(
    pairs: impl Iterator<Item = Result<(String, String), sqlx::Error>>,
) -> Result<Vec<Vec<String>>, sqlx::Error> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for pair in pairs {
        let (index, column) = pair?;
        match groups.iter_mut().find(|(name, _)| *name == index) {
            Some((_, columns)) => columns.push(column),
            None => groups.push((index, vec![column])),
        }
    }
    Ok(groups.into_iter().map(|(_, columns)| columns).collect())
}
