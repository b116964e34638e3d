//! The part of a dialect that is the same words for other types.

/// What sqlx does for each of its databases, by traits whose bounds cannot be written for all of them.
macro_rules! driver {
    () => {
        async fn execute(
            connection: &mut Self::Connection,
            statement: &Statement,
            values: &[Bind<'_>],
        ) -> Result<u64, sqlx::Error> {
            let query = sqlx::query_with(statement.sql(), arguments(statement, values)?);
            let done = sqlx::Executor::execute(connection, query).await?;
            Ok(done.rows_affected())
        }

        async fn fetch(
            connection: &mut Self::Connection,
            statement: &Statement,
            values: &[Bind<'_>],
        ) -> Result<Vec<Self::Row>, sqlx::Error> {
            let query = sqlx::query_with(statement.sql(), arguments(statement, values)?);
            sqlx::Executor::fetch_all(connection, query).await
        }

        async fn first(
            connection: &mut Self::Connection,
            statement: &Statement,
            values: &[Bind<'_>],
        ) -> Result<Option<Self::Row>, sqlx::Error> {
            let query = sqlx::query_with(statement.sql(), arguments(statement, values)?);
            sqlx::Executor::fetch_optional(connection, query).await
        }

        fn text(row: &Self::Row, index: usize) -> Result<Option<String>, sqlx::Error> {
            sqlx::Row::try_get_unchecked(row, index)
        }

        fn integer(row: &Self::Row, index: usize) -> Result<Option<i64>, sqlx::Error> {
            sqlx::Row::try_get_unchecked(row, index)
        }

        fn real(row: &Self::Row, index: usize) -> Result<Option<f64>, sqlx::Error> {
            sqlx::Row::try_get_unchecked(row, index)
        }
    };
}

/// Writes the function that puts values into the arguments of a driver.
macro_rules! arguments {
    ($arguments:ty) => {
        fn arguments(
            statement: &Statement,
            values: &[Bind<'_>],
        ) -> Result<$arguments, sqlx::Error> {
            let mut arguments = <$arguments>::default();
            for value in statement.arrange(values) {
                match value {
                    Bind::Text(text) => sqlx::Arguments::add(&mut arguments, text),
                    Bind::Integer(number) => sqlx::Arguments::add(&mut arguments, number),
                    Bind::Real(number) => sqlx::Arguments::add(&mut arguments, number),
                    Bind::Boolean(truth) => sqlx::Arguments::add(&mut arguments, truth),
                }
                .map_err(sqlx::Error::Encode)?;
            }
            Ok(arguments)
        }
    };
}
