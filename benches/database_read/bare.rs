//! The query as a program by hand makes it.

use auth_runtime::sqlx::{ColumnIndex, Decode, FromRow, Row, Type, error};

/// What the query reads, in its order.
#[allow(dead_code)] // Made as ours is, and dropped.
pub(crate) struct Bare {
    pub(crate) user_id: String,
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
