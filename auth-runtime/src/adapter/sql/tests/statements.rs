use sqlx::{MySql, Postgres, Sqlite};

use super::super::dialect::{Dialect, Found, Need};
use super::super::sessions::delete_expired;
use super::super::statement::{Column, Sql};
use super::super::{Bind, Moments};

fn found(name: &str, base: &str, declared: &str) -> Found {
    Found {
        name: name.to_owned(),
        declared: declared.to_owned(),
        base: base.to_owned(),
        is_nullable: true,
        has_default: false,
        is_numbered: false,
        is_exact: true,
    }
}

fn column<DB: Dialect>(base: &str, need: Need) -> Column {
    let found = found("c", base, base);
    let storage = DB::storage(&found, need, Moments::Seconds);
    Column::new::<DB>(&found, storage.expect("a type that fits"))
}

/// How a column of this type is compared with the first value.
fn equal<DB: Dialect>(base: &str, need: Need) -> String {
    let sql = Sql::<DB>::new("").equal("t.", &column::<DB>(base, need), 0);
    sql.finish().sql().as_str().to_owned()
}

/// How a column of this type is read, and how the second value is written to it.
fn moment<DB: Dialect>(base: &str, moments: Moments) -> [String; 2] {
    let found = found("c", base, base);
    let storage = DB::storage(&found, Need::Moment, moments).expect("a type that fits");
    let column = Column::new::<DB>(&found, storage);
    let write = Sql::<DB>::new("").value(&column, 1).finish();
    [column.read(""), write.sql().as_str().to_owned()]
}

#[test]
fn names_are_quoted_whatever_they_are() {
    assert_eq!(Sqlite::quote(r#"a"b"#), r#""a""b""#);
    assert_eq!(Postgres::quote(r#"a"; DROP"#), r#""a""; DROP""#);
    assert_eq!(MySql::quote("a`b\"c"), "`a``b\"c`");
}

#[test]
fn text_is_compared_letter_for_letter() {
    assert_eq!(equal::<Sqlite>("text", Need::Text), r#"t."c" = ?1"#);
    assert_eq!(equal::<Postgres>("text", Need::Text), r#"t."c" = $1"#);
    assert_eq!(
        equal::<Postgres>("citext", Need::Text),
        r#"t."c" = $1::citext AND t."c"::text = $1"#
    );
    assert_eq!(
        equal::<MySql>("varchar", Need::Text),
        "t.`c` = ? AND CAST(CONVERT(t.`c` USING utf8mb4) AS BINARY) = CAST(? AS BINARY)"
    );
}

#[test]
fn numbers_are_no_ids_by_looking_like_one() {
    assert_eq!(
        equal::<Sqlite>("integer", Need::Id),
        r#"t."c" = ?1 AND CAST(t."c" AS TEXT) = ?1"#
    );
    assert_eq!(
        equal::<Postgres>("int4", Need::Id),
        r#"t."c" = $1::int4 AND t."c"::text = $1"#
    );
    assert_eq!(
        equal::<Postgres>("uuid", Need::Id),
        r#"t."c" = $1::uuid AND t."c"::text = $1"#
    );
    assert_eq!(
        equal::<MySql>("int", Need::Id),
        "t.`c` = ? AND CAST(CAST(t.`c` AS CHAR) AS BINARY) = CAST(? AS BINARY)"
    );
}

#[test]
fn moments_are_seconds_for_us_and_what_the_column_has_for_the_database() {
    let seconds = Moments::Seconds;
    assert_eq!(moment::<Sqlite>("bigint", seconds), [r#""c""#, "?2"]);
    assert_eq!(
        moment::<Sqlite>("integer", Moments::Milliseconds),
        [r#"("c" / 1000)"#, "(?2 * 1000)"]
    );
    assert_eq!(
        moment::<Postgres>("timestamptz", seconds),
        [
            r#"floor(extract(epoch FROM "c"))::int8"#,
            "to_timestamp($2)"
        ]
    );
    assert_eq!(
        moment::<Postgres>("timestamp", seconds)[1],
        "(to_timestamp($2) AT TIME ZONE 'UTC')"
    );
    assert_eq!(moment::<MySql>("timestamp", seconds)[1], "FROM_UNIXTIME(?)");
    // A setting for numbers says nothing about types that know what a moment is.
    assert_eq!(
        moment::<MySql>("datetime", Moments::Milliseconds),
        moment::<MySql>("datetime", seconds)
    );
}

#[test]
fn values_go_to_their_placeholders() {
    let key = column::<MySql>("varchar", Need::Text);
    let sql = Sql::<MySql>::new("UPDATE t SET c = ")
        .value(&column::<MySql>("text", Need::Text), 1)
        .push(" WHERE ")
        .equal("", &key, 0)
        .finish();
    let values = [Bind::Text(Some("key")), Bind::Text(Some("value"))];
    let arranged: Vec<_> = sql
        .arrange(&values)
        .map(|value| match value {
            Bind::Text(text) => text.unwrap_or_default(),
            _ => "",
        })
        .collect();
    assert_eq!(arranged, ["value", "key", "key"]);
}

#[test]
fn what_is_over_is_deleted_by_an_index_and_in_batches() {
    let key = column::<Postgres>("text", Need::Text);
    let end = column::<Postgres>("int8", Need::Moment);
    let sql = delete_expired::<Postgres>("s", &[&key], &end);
    assert_eq!(
        sql.sql().as_str(),
        r#"DELETE FROM s WHERE "c" <= $1 AND ("c") IN (SELECT "c" FROM s WHERE "c" <= $1 LIMIT $2)"#
    );
    let key = column::<MySql>("varchar", Need::Text);
    let end = column::<MySql>("bigint", Need::Moment);
    let sql = delete_expired::<MySql>("s", &[&key], &end);
    assert_eq!(sql.sql().as_str(), "DELETE FROM s WHERE `c` <= ? LIMIT ?");
}
