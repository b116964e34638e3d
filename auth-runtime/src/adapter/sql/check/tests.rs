use serde_json::Value;
use sqlx::{MySql, Postgres, Sqlite};

use super::super::accounts::AccountColumns;
use super::super::users::UserColumns;
use super::*;
use crate::Timestamp;
use crate::adapter::UserField as _;

/// A column of this type, with `NOT NULL` behind it or `NULL`, and a default or none.
fn column(name: &str, declared: &str, is_nullable: bool, has_default: bool) -> Found {
    let base = declared.split('(').next().unwrap_or_default();
    Found {
        name: name.to_owned(),
        declared: declared.to_owned(),
        base: base.to_owned(),
        is_nullable,
        has_default,
        is_numbered: false,
        is_exact: true,
    }
}

fn table(columns: Vec<Found>) -> FoundTable {
    let unique = vec![vec!["email".to_owned()]];
    FoundTable { columns, unique }
}

fn users() -> Vec<Found> {
    vec![
        column("id", "text", false, false),
        column("name", "text", true, false),
        column("email", "text", true, false),
        column("email_verified", "bigint", true, false),
        column("image", "text", true, false),
    ]
}

fn in_postgres(declared: &str) -> &str {
    // PostgreSQL's own name beside the one that it prints.
    match declared {
        "bigint" => "int8",
        declared => declared,
    }
}

fn problems(found: Vec<Found>, fields: &[UserColumn], tables: &Tables) -> Vec<String> {
    let mut found = found;
    for column in &mut found {
        column.base = in_postgres(&column.base).to_owned();
    }
    let mut problems = Vec::new();
    let columns = UserColumns::check::<Postgres>(tables, Some(table(found)), fields, &mut problems);
    // What cannot be read or written is a problem; what the rules forbid is one as well.
    assert!(columns.is_some() || !problems.is_empty());
    problems
}

#[test]
fn a_table_that_fits_has_no_problem() {
    let mut found = users();
    found.push(column("role", "text", false, false));
    found.push(column("joined", "timestamptz", true, false));
    found.push(column("counted", "bigint", false, true));
    found.push(column("remark", "text", true, false));
    let fields = [
        String::column("role"),
        Option::<Timestamp>::column("joined"),
    ];
    let none: [String; 0] = [];
    assert_eq!(problems(found, &fields, &Tables::default()), none);
}

#[test]
fn every_problem_is_told_at_once() {
    let found = vec![
        column("id", "text", false, false),
        column("name", "text", false, false),
        column("email", "bytea", true, false),
        column("image", "text", true, false),
        column("nickname", "text", false, false),
        column("age", "text", true, false),
        column("tenant", "text", false, false),
    ];
    let fields = [
        String::column("role"),
        Option::<String>::column("nickname"),
        i64::column("age"),
        bool::column("image"),
    ];
    assert_eq!(
        problems(found, &fields, &Tables::default()),
        [
            "the column `name` of the table `users` is `NOT NULL`, and there is not always a value for it",
            "the column `email` of the table `users` is `bytea`, and this library needs text",
            "the table `users` has no column `email_verified`, which holds a moment",
            "the table `users` has no column `role` for the field of type `alloc::string::String`; add it with `ALTER TABLE \"users\" ADD COLUMN \"role\" TEXT NOT NULL DEFAULT ''`",
            "the column `nickname` of the table `users` is `NOT NULL`, and the field of type `core::option::Option<alloc::string::String>` can be empty; drop the `NOT NULL`, or make the field's type one that is no `Option`",
            "the column `age` of the table `users` is `text`, and the field is `i64`, which needs an integer",
            "the field `image` of type `bool` wants the column of this name in the table `users`, which is taken by another field; rename the field",
            "the column `image` of the table `users` is `text`, and the field is `bool`, which needs a boolean",
            "the column `tenant` of the table `users` is `NOT NULL` and has no default, and nothing here fills it; give it a default, or a field of the user",
        ]
    );
}

#[test]
fn a_table_that_is_not_there_is_one_problem() {
    let mut problems = Vec::new();
    let tables = Tables::default();
    let fields = [String::column("role")];
    assert!(UserColumns::check::<Postgres>(&tables, None, &fields, &mut problems).is_none());
    let tables = Tables::prisma();
    assert!(AccountColumns::check::<MySql>(&tables, None, &mut problems).is_none());
    assert_eq!(
        problems,
        [
            "there is no table `users`; run the migrations, with `migrate` or `migrate_on_build(true)`",
            "there is no table `Account`; create it, or say with `tables` what it is called",
        ]
    );
}

#[test]
fn a_statement_names_the_schema() {
    let tables = Tables {
        schema: Some("app".into()),
        ..Tables::default()
    };
    let fields = [i64::column("logins")];
    assert_eq!(
        problems(users(), &fields, &tables),
        [
            "the table `users` has no column `logins` for the field of type `i64`; add it with `ALTER TABLE \"app\".\"users\" ADD COLUMN \"logins\" BIGINT NOT NULL DEFAULT 0`"
        ]
    );
}

#[test]
fn a_number_that_mysql_gives_cannot_be_an_id() {
    let mut found = users();
    found[0] = column("id", "int(11)", false, true);
    found[0].base = "int".to_owned();
    found[0].is_numbered = true;
    let mut problems = Vec::new();
    UserColumns::check::<MySql>(&Tables::default(), Some(table(found)), &[], &mut problems);
    assert_eq!(
        problems[0],
        "the column `id` of the table `users` is a number that the database gives, which MySQL does not tell whoever inserts a row; make it text"
    );
}

#[test]
fn a_row_id_is_filled_only_where_nobody_else_fills_it() {
    let tables = Tables::prisma();
    let check = |column| {
        let mut problems = Vec::new();
        let mut check = Check::new(&tables, "Account", Some(table(vec![column])), &mut problems);
        let filled = check.row_id::<Sqlite>(Some("id"));
        check.finish();
        (filled, problems.len())
    };
    let quoted = Some("\"id\"".to_owned());
    assert_eq!(check(column("id", "text", false, false)), (quoted, 0));
    assert_eq!(check(column("id", "text", true, false)), (None, 0));
    assert_eq!(check(column("id", "text", false, true)), (None, 0));
    assert_eq!(check(column("other", "text", true, false)), (None, 0));
    // A number that nobody gives stays a problem.
    assert_eq!(check(column("id", "int", false, false)), (None, 1));
}

#[test]
fn columns_are_added_in_each_databases_words() {
    fn all<DB: Dialect>() -> Vec<String> {
        let fields = [
            String::column("a"),
            bool::column("b"),
            f64::column("c"),
            Option::<Timestamp>::column("d"),
            Value::column("e"),
        ];
        let table = DB::quote("t");
        let fields = fields.iter();
        fields
            .map(|field| add_column::<DB>(&table, field, true))
            .collect()
    }
    assert_eq!(
        all::<Postgres>(),
        [
            r#"ALTER TABLE "t" ADD COLUMN "a" TEXT NOT NULL DEFAULT ''"#,
            r#"ALTER TABLE "t" ADD COLUMN "b" BOOLEAN NOT NULL DEFAULT FALSE"#,
            r#"ALTER TABLE "t" ADD COLUMN "c" DOUBLE PRECISION NOT NULL DEFAULT 0"#,
            r#"ALTER TABLE "t" ADD COLUMN "d" BIGINT"#,
            r#"ALTER TABLE "t" ADD COLUMN "e" JSONB NOT NULL DEFAULT 'null'"#,
        ]
    );
    assert_eq!(
        all::<MySql>(),
        [
            "ALTER TABLE `t` ADD COLUMN `a` TEXT NOT NULL DEFAULT ('')",
            "ALTER TABLE `t` ADD COLUMN `b` BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE `t` ADD COLUMN `c` DOUBLE NOT NULL DEFAULT 0",
            "ALTER TABLE `t` ADD COLUMN `d` BIGINT",
            "ALTER TABLE `t` ADD COLUMN `e` JSON NOT NULL DEFAULT ('null')",
        ]
    );
    assert_eq!(
        all::<Sqlite>(),
        [
            r#"ALTER TABLE "t" ADD COLUMN "a" TEXT NOT NULL DEFAULT ''"#,
            r#"ALTER TABLE "t" ADD COLUMN "b" BOOLEAN NOT NULL DEFAULT FALSE"#,
            r#"ALTER TABLE "t" ADD COLUMN "c" REAL NOT NULL DEFAULT 0"#,
            r#"ALTER TABLE "t" ADD COLUMN "d" BIGINT"#,
            r#"ALTER TABLE "t" ADD COLUMN "e" TEXT NOT NULL DEFAULT 'null'"#,
        ]
    );
}

#[test]
fn two_fields_of_one_column_are_refused() {
    let fields = [
        Option::<String>::column("image"),
        Option::<String>::column("role"),
        Option::<String>::column("role"),
    ];
    let mut found = users();
    found.push(column("role", "text", true, false));
    let problems = problems(found, &fields, &Tables::default());
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].contains("`image`"), "{problems:?}");
    assert!(problems[1].contains("`role`"), "{problems:?}");
}
