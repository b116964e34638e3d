//! The query as a program by hand makes it.

use std::hint::black_box;

use auth_benches::app::ID;
use auth_runtime::sqlx::{
    ColumnIndex, Database, Decode, Encode, Executor, FromRow, IntoArguments, Pool, Row, Type,
    error, query_as,
};

/// The query, and what goes into it.
pub(crate) struct Question<DB: Database> {
    pool: Pool<DB>,
    statement: &'static str,
    session: String,
    now: i64,
}

impl<DB> Question<DB>
where
    DB: Database,
    DB::Arguments: IntoArguments<DB>,
    for<'c> &'c Pool<DB>: Executor<'c, Database = DB>,
    for<'r> Bare: FromRow<'r, DB::Row>,
    for<'q> &'q str: Encode<'q, DB> + Type<DB>,
    for<'q> i64: Encode<'q, DB> + Type<DB>,
    for<'r> (String,): FromRow<'r, DB::Row>,
{
    /// The question for the only session that there is.
    pub(crate) async fn new(pool: &Pool<DB>, statement: &'static str, now: i64) -> Self {
        let (session,) = query_as("SELECT id FROM sessions")
            .fetch_one(pool)
            .await
            .expect("a session");
        Self {
            pool: pool.clone(),
            statement,
            session,
            now,
        }
    }

    /// Asks it.
    pub(crate) async fn ask(&self) {
        let bare = query_as(black_box(self.statement))
            .bind(black_box(self.session.as_str()))
            .bind(black_box(self.now))
            .fetch_optional(&self.pool)
            .await;
        let bare: Option<Bare> = black_box(bare.expect("no error"));
        assert!(bare.is_some_and(|bare| bare.user_id == ID));
    }
}

/// What the query reads, in its order.
#[allow(dead_code)] // Made as ours is, and dropped.
pub(crate) struct Bare {
    user_id: String,
    expires: i64,
    created: Option<i64>,
    last_seen: Option<i64>,
    user_agent: Option<String>,
    id: String,
    name: Option<String>,
    email: Option<String>,
    email_verified: Option<i64>,
    image: Option<String>,
    role: String,
}

/// As sqlx's derive writes it, but by place: two columns have one name.
impl<'r, R: Row> FromRow<'r, R> for Bare
where
    usize: ColumnIndex<R>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, error::Error> {
        Ok(Self {
            user_id: row.try_get(0)?,
            expires: row.try_get(1)?,
            created: row.try_get(2)?,
            last_seen: row.try_get(3)?,
            user_agent: row.try_get(4)?,
            id: row.try_get(5)?,
            name: row.try_get(6)?,
            email: row.try_get(7)?,
            email_verified: row.try_get(8)?,
            image: row.try_get(9)?,
            role: row.try_get(10)?,
        })
    }
}
