use std::marker::PhantomData;
use std::sync::Arc;

use sqlx::{AssertSqlSafe, SqlSafeStr as _, SqlStr};

use super::dialect::{Bind, Dialect, Found, Storage};

/// A statement that is ready to run. Its text has names and casts in it, and no data.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// Shared, so that a clone for each query copies nothing.
    text: Arc<str>,
    /// Which value goes to which placeholder, if placeholders have no numbers.
    order: Option<Vec<usize>>,
}

impl Statement {
    /// A statement without values that are out of order.
    pub(crate) fn plain(text: impl Into<Arc<str>>) -> Self {
        Self {
            text: text.into(),
            order: None,
        }
    }

    pub(crate) fn sql(&self) -> SqlStr {
        AssertSqlSafe(self.text.clone()).into_sql_str()
    }

    /// The values in the order of the placeholders.
    pub(crate) fn arrange<'a, 'b>(
        &'a self,
        values: &'a [Bind<'b>],
    ) -> impl Iterator<Item = Bind<'b>> + 'a {
        let count = self.order.as_ref().map_or(values.len(), Vec::len);
        (0..count).map(move |place| match &self.order {
            Some(order) => values[order[place]],
            None => values[place],
        })
    }
}

/// A column that was found to hold what it is needed for.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) quoted: String,
    pub(crate) storage: Storage,
    /// Whether it is the row's number, which the database gives.
    pub(crate) is_numbered: bool,
}

impl Column {
    pub(crate) fn new<DB: Dialect>(found: &Found, storage: Storage) -> Self {
        Self {
            quoted: DB::quote(&found.name),
            storage,
            is_numbered: found.is_numbered,
        }
    }

    /// The column as it is read, of the table with this alias and a dot.
    pub(crate) fn read(&self, alias: &str) -> String {
        self.storage.read.put(&format!("{alias}{}", self.quoted))
    }
}

/// The name of a table with its schema.
pub(crate) fn qualified<DB: Dialect>(schema: Option<&str>, table: &str) -> String {
    match schema {
        Some(schema) => format!("{}.{}", DB::quote(schema), DB::quote(table)),
        None => DB::quote(table),
    }
}

/// Writes a statement.
pub(crate) struct Sql<DB> {
    text: String,
    order: Vec<usize>,
    database: PhantomData<DB>,
}

impl<DB: Dialect> Sql<DB> {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            order: Vec::new(),
            database: PhantomData,
        }
    }

    pub(crate) fn push(mut self, text: impl AsRef<str>) -> Self {
        self.text.push_str(text.as_ref());
        self
    }

    /// The placeholder of the value at `index`.
    pub(crate) fn placeholder(mut self, index: usize) -> Self {
        self.order.push(index);
        self.push(DB::placeholder(index))
    }

    /// The value at `index` as the column takes it.
    pub(crate) fn value(self, column: &Column, index: usize) -> Self {
        let write = &column.storage.write;
        self.push(&write.0).placeholder(index).push(&write.1)
    }

    /// Whether the database finds the column and the value equal.
    pub(crate) fn alike(self, alias: &str, column: &Column, index: usize) -> Self {
        self.push(format!("{alias}{} = ", column.quoted))
            .value(column, index)
    }

    /// Whether the column and the value are the same, letter for letter.
    pub(crate) fn equal(self, alias: &str, column: &Column, index: usize) -> Self {
        let sql = self.alike(alias, column, index);
        let Some(around) = &column.storage.exactly else {
            return sql;
        };
        // The first comparison is for the index, the second one decides.
        sql.push(format!(" AND {} = ", around.put(&column.read(alias))))
            .push(&around.0)
            .placeholder(index)
            .push(&around.1)
    }

    /// `read > value` or another comparison of moments, in seconds.
    pub(crate) fn moment(self, alias: &str, column: &Column, sign: &str, index: usize) -> Self {
        self.push(format!("{} {sign} ", column.read(alias)))
            .placeholder(index)
    }

    /// Several parts with a text between them.
    pub(crate) fn joined<T>(
        self,
        between: &str,
        parts: impl IntoIterator<Item = T>,
        mut write: impl FnMut(Self, T) -> Self,
    ) -> Self {
        let mut sql = self;
        for (place, part) in parts.into_iter().enumerate() {
            if place > 0 {
                sql = sql.push(between);
            }
            sql = write(sql, part);
        }
        sql
    }

    pub(crate) fn finish(self) -> Statement {
        Statement {
            text: self.text.into(),
            order: (!DB::NUMBERS_PLACEHOLDERS).then_some(self.order),
        }
    }
}

#[cfg(all(test, feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod tests;
