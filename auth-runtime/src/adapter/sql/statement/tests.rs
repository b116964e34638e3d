use sqlx::{MySql, Postgres, Sqlite};

use super::super::Moments;
use super::super::dialect::Need;
use super::*;

/// A column with a name that nobody would choose.
fn column<DB: Dialect>(declared: &str, need: Need, moments: Moments) -> Column {
    let found = Found {
        name: "a\"b`c".to_owned(),
        declared: declared.to_owned(),
        base: declared.split('(').next().unwrap_or_default().to_owned(),
        is_nullable: true,
        has_default: false,
        is_numbered: false,
        is_exact: true,
    };
    let storage = DB::storage(&found, need, moments).expect("the column fits");
    Column::new::<DB>(&found, storage)
}

/// Where the column is a value; what is written into it; and when it is over.
fn texts<DB: Dialect>(declared: &str, need: Need) -> [String; 3] {
    let column = column::<DB>(declared, need, Moments::Milliseconds);
    let text = |sql: Sql<DB>| sql.finish().sql().as_str().to_owned();
    [
        text(Sql::new("").equal("s.", &column, 1)),
        text(Sql::new("").value(&column, 1)),
        text(Sql::new("").moment("s.", &column, ">", 0)),
    ]
}

#[test]
fn text_is_compared_letter_for_letter() {
    let [equal, value, _] = texts::<Postgres>("text", Need::Text);
    assert_eq!((&*equal, &*value), (r#"s."a""b`c" = $2"#, "$2"));
    let [equal, value, _] = texts::<Sqlite>("text", Need::Text);
    assert_eq!((&*equal, &*value), (r#"s."a""b`c" = ?2"#, "?2"));
    let [equal, value, _] = texts::<MySql>("varchar(191)", Need::Text);
    assert_eq!(
        equal,
        "s.`a\"b``c` = ? AND CAST(CONVERT(s.`a\"b``c` USING utf8mb4) AS BINARY) = CAST(? AS BINARY)"
    );
    assert_eq!(value, "?");
}

#[test]
fn ids_of_other_types_are_cast() {
    let [equal, value, _] = texts::<Postgres>("uuid", Need::Id);
    assert_eq!(equal, r#"s."a""b`c" = $2::uuid AND s."a""b`c"::text = $2"#);
    assert_eq!(value, "$2::uuid");
    let [equal, ..] = texts::<Postgres>("int4", Need::Id);
    assert_eq!(equal, r#"s."a""b`c" = $2::int4 AND s."a""b`c"::text = $2"#);
    let [equal, ..] = texts::<Sqlite>("integer", Need::Id);
    assert_eq!(
        equal,
        r#"s."a""b`c" = ?2 AND CAST(s."a""b`c" AS TEXT) = ?2"#
    );
    let [equal, ..] = texts::<MySql>("bigint", Need::Id);
    assert_eq!(
        equal,
        "s.`a\"b``c` = ? AND CAST(CAST(s.`a\"b``c` AS CHAR) AS BINARY) = CAST(? AS BINARY)"
    );
}

#[test]
fn moments_are_seconds_outside_of_the_column() {
    for (texts, write, read) in [
        (
            texts::<Postgres>("timestamptz", Need::Moment),
            "to_timestamp($2)",
            r#"floor(extract(epoch FROM s."a""b`c"))::int8 > $1"#,
        ),
        (
            texts::<Postgres>("timestamp", Need::Moment),
            "(to_timestamp($2) AT TIME ZONE 'UTC')",
            r#"floor(extract(epoch FROM s."a""b`c"))::int8 > $1"#,
        ),
        (
            texts::<Postgres>("int8", Need::Moment),
            "($2 * 1000)",
            r#"(s."a""b`c" / 1000)::int8 > $1"#,
        ),
        // Some numbers are seconds whatever the others are.
        (
            texts::<Postgres>("int4", Need::Seconds),
            "$2",
            r#"s."a""b`c"::int8 > $1"#,
        ),
        (
            texts::<MySql>("datetime(3)", Need::Moment),
            "TIMESTAMPADD(SECOND, ?, CAST('1970-01-01 00:00:00' AS DATETIME))",
            "TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', s.`a\"b``c`) > ?",
        ),
        (
            texts::<MySql>("timestamp", Need::Moment),
            "FROM_UNIXTIME(?)",
            "CAST(FLOOR(UNIX_TIMESTAMP(s.`a\"b``c`)) AS SIGNED) > ?",
        ),
        (
            texts::<Sqlite>("datetime", Need::Moment),
            "(?2 * 1000)",
            r#"(s."a""b`c" / 1000) > ?1"#,
        ),
    ] {
        assert_eq!((&*texts[1], &*texts[2]), (write, read));
    }
}

#[test]
fn columns_that_cannot_hold_it_are_refused() {
    fn fits<DB: Dialect>(base: &str, need: Need, moments: Moments) -> bool {
        let found = Found {
            name: "x".to_owned(),
            declared: base.to_owned(),
            base: base.to_owned(),
            is_nullable: true,
            has_default: false,
            is_numbered: false,
            is_exact: true,
        };
        DB::storage(&found, need, moments).is_some()
    }
    for (base, need) in [
        ("bytea", Need::Text),
        ("int8", Need::Text),
        ("text", Need::Moment),
        ("date", Need::Moment),
        ("text", Need::Integer),
        ("int4", Need::Boolean),
        ("xml", Need::Json),
    ] {
        assert!(!fits::<Postgres>(base, need, Moments::Seconds), "{base}");
    }
    for (base, need) in [
        ("blob", Need::Text),
        ("varbinary", Need::Id),
        ("date", Need::Moment),
        ("varchar", Need::Integer),
        ("geometry", Need::Json),
    ] {
        assert!(!fits::<MySql>(base, need, Moments::Seconds), "{base}");
    }
    // Text is a moment for those who say so, and for nobody else.
    assert!(fits::<Sqlite>("text", Need::Moment, Moments::Text));
    assert!(!fits::<Sqlite>("text", Need::Moment, Moments::Seconds));
    assert!(!fits::<Postgres>("text", Need::Moment, Moments::Text));
    assert!(!fits::<Sqlite>("blob", Need::Text, Moments::Seconds));
}

#[test]
fn values_go_where_their_placeholders_are() {
    fn arranged<DB: Dialect>() -> Vec<i64> {
        let sql = Sql::<DB>::new("")
            .placeholder(2)
            .placeholder(0)
            .placeholder(2);
        let values = [10, 11, 12].map(|number| Bind::Integer(Some(number)));
        let statement = sql.finish();
        let arranged = statement.arrange(&values).map(|value| match value {
            Bind::Integer(Some(number)) => number,
            _ => panic!("no number"),
        });
        arranged.collect()
    }
    assert_eq!(arranged::<MySql>(), [12, 10, 12]);
    // Numbered placeholders find their values themselves.
    assert_eq!(arranged::<Postgres>(), [10, 11, 12]);
    assert_eq!(arranged::<Sqlite>(), [10, 11, 12]);
}

#[test]
fn names_are_quoted_whatever_is_in_them() {
    let name = "x\"; DROP TABLE `users`; --";
    assert_eq!(
        qualified::<Postgres>(None, name),
        r#""x""; DROP TABLE `users`; --""#
    );
    let schema = Some("a.b");
    assert_eq!(
        qualified::<MySql>(schema, name),
        "`a.b`.`x\"; DROP TABLE ``users``; --`"
    );
    assert_eq!(qualified::<Sqlite>(schema, "y"), r#""a.b"."y""#);
}

#[test]
fn what_is_over_is_deleted_by_an_index_and_in_batches() {
    fn delete<DB: Dialect>(key: &str, end: &str) -> String {
        let key = column::<DB>(key, Need::Text, Moments::Seconds);
        let end = column::<DB>(end, Need::Moment, Moments::Seconds);
        let sql = super::super::sessions::delete_expired::<DB>("t", &[&key], &end);
        sql.sql().as_str().replace(&key.quoted, "c")
    }
    assert_eq!(
        delete::<Postgres>("text", "int8"),
        "DELETE FROM t WHERE c <= $1 AND (c) IN (SELECT c FROM t WHERE c <= $1 LIMIT $2)"
    );
    assert_eq!(
        delete::<MySql>("varchar", "bigint"),
        "DELETE FROM t WHERE c <= ? LIMIT ?"
    );
}
