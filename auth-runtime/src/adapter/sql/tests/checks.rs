use sqlx::{MySql, Postgres, Sqlite};

use super::super::check::{Check, add_column};
use super::super::dialect::{Dialect, Found, FoundTable, Need};
use super::super::{Moments, Tables};
use crate::Timestamp;
use crate::adapter::{ColumnKind, UserColumn, UserField as _};

/// A nullable column of this type without a default.
fn found(name: &str, base: &str) -> Found {
    Found {
        name: name.to_owned(),
        declared: base.to_uppercase(),
        base: base.to_owned(),
        is_nullable: true,
        has_default: false,
        is_numbered: false,
        is_exact: true,
    }
}

fn table(columns: Vec<Found>) -> FoundTable {
    FoundTable {
        columns,
        unique: Vec::new(),
    }
}

/// The problems of a table with the columns that `take` wants.
fn problems(
    found: impl Into<Option<FoundTable>>,
    take: impl FnOnce(&mut Check<'_>),
) -> Vec<String> {
    let tables = Tables::default();
    let mut problems = Vec::new();
    let mut check = Check::new(&tables, "users", found.into(), &mut problems);
    take(&mut check);
    check.finish();
    problems
}

/// Whether a column of this type holds a field of this kind.
fn fits<DB: Dialect>(base: &str, kind: ColumnKind, moments: Moments) -> bool {
    let need = super::super::check::need(kind);
    DB::storage(&found("c", base), need, moments).is_some()
}

/// Checks a kind against types that hold it and types that do not, each separated by blanks.
fn expect_types<DB: Dialect>(kind: ColumnKind, [good, bad]: [&str; 2]) {
    for (bases, expected) in [(good, true), (bad, false)] {
        for base in bases.split(' ') {
            let fits = fits::<DB>(base, kind, Moments::Seconds);
            assert_eq!(fits, expected, "{} {base} for {kind:?}", DB::NAME);
        }
    }
}

#[test]
fn a_table_that_fits_has_no_problem() {
    let columns = vec![found("role", "text"), found("spare", "blob")];
    let problems = problems(table(columns), |check| {
        assert!(check.field::<Sqlite>(&String::column("role")).is_some());
    });
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_table_that_is_not_there_is_one_problem() {
    let problems = problems(None, |check| {
        check.column::<Sqlite>("id", Need::Id);
        check.field::<Sqlite>(&String::column("role"));
    });
    let [problem] = &*problems else {
        panic!("{problems:?}")
    };
    assert!(
        problem.starts_with("there is no table `users`"),
        "{problem}"
    );
    assert!(problem.contains("migrate_on_build(true)"), "{problem}");
}

#[test]
fn a_missing_column_comes_with_the_statement_that_adds_it() {
    let problems = problems(table(Vec::new()), |check| {
        check.field::<Postgres>(&String::column("role"));
        check.field::<MySql>(&Option::<i64>::column("age"));
        check.column::<Sqlite>("email", Need::Text);
    });
    assert_eq!(
        problems,
        [
            "the table `users` has no column `role` for the field of type `alloc::string::String`; \
             add it with `ALTER TABLE \"users\" ADD COLUMN \"role\" TEXT NOT NULL DEFAULT ''`",
            "the table `users` has no column `age` for the field of type `core::option::Option<i64>`; \
             add it with `ALTER TABLE `users` ADD COLUMN `age` BIGINT`",
            "the table `users` has no column `email`, which holds text",
        ]
    );
}

#[test]
fn a_wrong_type_is_named_with_the_field_that_it_cannot_hold() {
    let problems = problems(table(vec![found("role", "integer")]), |check| {
        check.field::<Sqlite>(&String::column("role"));
    });
    assert_eq!(
        problems,
        [
            "the column `role` of the table `users` is `INTEGER`, and the field is \
          `alloc::string::String`, which needs text"
        ]
    );
}

#[test]
fn null_is_asked_for_where_a_field_can_be_empty_and_only_there() {
    let full = || Found {
        is_nullable: false,
        ..found("role", "text")
    };
    let empty = problems(table(vec![full()]), |check| {
        check.field::<Sqlite>(&Option::<String>::column("role"));
    });
    let [problem] = &*empty else {
        panic!("{empty:?}")
    };
    assert!(problem.contains("`role`"), "{problem}");
    assert!(problem.contains("`NOT NULL`"), "{problem}");
    assert!(
        problem.contains("Option<alloc::string::String>"),
        "{problem}"
    );
    let filled = problems(table(vec![full()]), |check| {
        check.field::<Sqlite>(&String::column("role"));
    });
    assert!(filled.is_empty(), "{filled:?}");
}

#[test]
fn a_column_that_nobody_fills_is_a_problem_unless_the_database_does() {
    let tenant = |has_default| Found {
        is_nullable: false,
        has_default,
        ..found("tenant", "text")
    };
    let unfilled = problems(table(vec![tenant(false)]), |_| {});
    let [problem] = &*unfilled else {
        panic!("{unfilled:?}")
    };
    assert!(
        problem.contains("`tenant` of the table `users`"),
        "{problem}"
    );
    assert!(problems(table(vec![tenant(true)]), |_| {}).is_empty());
}

#[test]
fn each_kind_has_types_that_hold_it_and_types_that_do_not() {
    use ColumnKind::{Boolean, Integer, Json, Real, Text, Time};

    // Of each database: types that hold the kind, and types that do not.
    let rows = [
        (
            Text,
            ["text varchar", "integer real blob numeric"],
            [
                "text varchar bpchar citext enum uuid",
                "int4 jsonb bool timestamptz",
            ],
            [
                "varchar text longtext enum char",
                "int json datetime varbinary",
            ],
        ),
        (
            Integer,
            ["integer bigint int", "text real boolean blob"],
            ["int2 int4 int8", "text numeric float8 bool"],
            ["tinyint int bigint", "varchar decimal double"],
        ),
        (
            Real,
            ["real double decimal", "text integer blob"],
            ["float4 float8 numeric", "int8 text"],
            ["float double decimal", "bigint varchar"],
        ),
        (
            Boolean,
            ["boolean integer", "text real"],
            ["bool", "int4 text"],
            ["tinyint", "varchar datetime"],
        ),
        (
            Time,
            ["bigint integer datetime timestamp", "text blob real"],
            ["int8 timestamp timestamptz", "text date jsonb time"],
            ["bigint datetime timestamp", "varchar date time"],
        ),
        (
            Json,
            ["text json", "integer blob real"],
            ["json jsonb text", "int8 bytea hstore"],
            ["json text longtext", "int varbinary datetime"],
        ),
    ];
    for (kind, sqlite, postgres, mysql) in rows {
        expect_types::<Sqlite>(kind, sqlite);
        expect_types::<Postgres>(kind, postgres);
        expect_types::<MySql>(kind, mysql);
    }
}

#[test]
fn moments_as_text_are_for_sqlite_and_want_text() {
    let text = Moments::Text;
    assert!(fits::<Sqlite>("text", ColumnKind::Time, text));
    assert!(fits::<Sqlite>("datetime", ColumnKind::Time, text));
    assert!(!fits::<Sqlite>("bigint", ColumnKind::Time, text));
    assert!(!fits::<Postgres>("int8", ColumnKind::Time, text));
    assert!(!fits::<MySql>("bigint", ColumnKind::Time, text));
}

#[test]
fn new_columns_have_the_kind_that_the_field_asks_for() {
    let columns: [(UserColumn, &str); 4] = [
        (String::column("a"), r#"ADD COLUMN "a" TEXT NOT NULL"#),
        (Option::<bool>::column("b"), r#"ADD COLUMN "b" BOOLEAN"#),
        (Timestamp::column("c"), r#"ADD COLUMN "c" BIGINT NOT NULL"#),
        (Vec::<u8>::column("d"), r#"ADD COLUMN "d" JSONB NOT NULL"#),
    ];
    for (column, expected) in columns {
        let sql = add_column::<Postgres>("t", &column, false);
        assert_eq!(sql, format!("ALTER TABLE t {expected}"));
    }
}
