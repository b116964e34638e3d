use std::sync::Arc;

use serde_json::{Value, json};

use super::outcome::{Outcome, expect, expect_same, expect_some};
use super::sample;
use crate::Timestamp;
use crate::adapter::{ColumnKind, UserColumn, UserField as _, UserRecord, UserStore};

/// The columns that the users table of the checks has beside its own: each kind, once `NOT NULL` and once not.
///
/// ```
/// use auth_runtime::adapter::contract;
///
/// for column in contract::columns() {
///     let null = if column.is_nullable { "" } else { " NOT NULL" };
///     println!("ALTER TABLE users ADD COLUMN {} … ({}){null};", column.name, column.kind);
/// }
/// ```
pub fn columns() -> Vec<UserColumn> {
    vec![
        String::column("role"),
        Option::<String>::column("nickname"),
        i64::column("logins"),
        Option::<i64>::column("age"),
        f64::column("score"),
        Option::<f64>::column("height"),
        bool::column("is_admin"),
        Option::<bool>::column("wants_news"),
        Timestamp::column("joined"),
        Option::<Timestamp>::column("birthday"),
        Value::column("settings"),
        Option::<Value>::column("labels"),
    ]
}

/// Where the values are in a row.
const ROLE: usize = 0;
const NICKNAME: usize = 1;
const SETTINGS: usize = 10;
const LABELS: usize = 11;

/// A value for every column.
pub(super) fn filled() -> Vec<Value> {
    vec![
        json!("editor"),
        json!("Countess"),
        json!(7),
        json!(-36),
        json!(0.1),
        json!(1.5),
        json!(true),
        json!(false),
        moment(1_700_000_000),
        moment(1_000_000_000),
        json!({ "theme": "dark", "sizes": [1, 2.5, null], "deep": { "a": { "b": [] } } }),
        json!(["first", "second"]),
    ]
}

/// A value for the columns that must have one.
pub(super) fn bare() -> Vec<Value> {
    let mut values = filled();
    for (value, column) in values.iter_mut().zip(columns()) {
        if column.is_nullable {
            *value = Value::Null;
        }
    }
    values
}

pub(super) fn moment(seconds: i64) -> Value {
    json!(Timestamp::from_unix_seconds(seconds))
}

/// The values of the application's columns, each under its name.
pub(super) fn expect_extra(found: &UserRecord, wanted: &[Value]) -> Outcome {
    let columns = columns();
    expect_same(
        "the number of the application's columns",
        &found.extra.len(),
        &columns.len(),
    )?;
    for ((column, found), wanted) in columns.iter().zip(&found.extra).zip(wanted) {
        // A column of numbers may give a whole one without its fraction.
        let is_same = column.kind == ColumnKind::Real
            && found.is_number()
            && found.as_f64() == wanted.as_f64();
        if !is_same {
            expect_same(&format!("the column `{}`", column.name), found, wanted)?;
        }
    }
    Ok(())
}

/// Creates the user, and reads the columns in every way that reads a user.
async fn expect_kept<U: UserStore>(store: &U, extra: Vec<Value>) -> Outcome {
    let mut record = sample::user();
    record.extra.clone_from(&extra);
    let email = record.user.email.clone().unwrap_or_default();
    let account = sample::account();
    let created = store.create_user(record, Some(&account)).await?;
    expect_extra(&created, &extra)?;
    let by_id = store.user(&created.user.id).await?;
    expect_extra(&expect_some("the user by id", by_id)?, &extra)?;
    let by_email = store.user_by_email(&email).await?;
    expect_extra(&expect_some("the user by address", by_email)?, &extra)?;
    let by_account = store
        .user_by_account(&account.provider, &account.provider_account_id)
        .await?;
    expect_extra(&expect_some("the user by account", by_account)?, &extra)
}

/// Updates a user to these values, and reads them.
async fn expect_updated<U: UserStore>(store: &U, from: Vec<Value>, to: &[Value]) -> Outcome {
    let mut record = sample::user();
    record.extra = from;
    let mut record = store.create_user(record, None).await?;
    let id = record.user.id.clone();
    record.extra = to.to_vec();
    expect(
        store.update_user(record).await?,
        "the update to find the user",
    )?;
    expect_extra(&expect_some("the user", store.user(&id).await?)?, to)
}

pub(super) async fn values_survive_creation<U: UserStore>(store: &Arc<U>) -> Outcome {
    expect_kept(&**store, filled()).await
}

pub(super) async fn values_survive_updates<U: UserStore>(store: &Arc<U>) -> Outcome {
    expect_updated(&**store, bare(), &filled()).await
}

pub(super) async fn empty_columns_stay_empty<U: UserStore>(store: &Arc<U>) -> Outcome {
    expect_kept(&**store, bare()).await?;
    expect_updated(&**store, filled(), &bare()).await
}

pub(super) async fn wide_values_survive<U: UserStore>(store: &Arc<U>) -> Outcome {
    let long = "é🧮x".repeat(3_000);
    let wide = vec![
        json!(long),
        json!(""),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(1e300),
        json!(-2.0),
        json!(false),
        json!(true),
        // The ends of what a signed number of 32 bits of seconds cannot hold.
        moment(-4_000_000_000),
        moment(4_102_444_800),
        json!({ long: "a long name" }),
        json!({ "": "no name", "🧮": "\u{1f}\"\\" }),
    ];
    expect_kept(&**store, wide.clone()).await?;
    expect_updated(&**store, filled(), &wide).await?;
    let mut none = filled();
    for (at, value) in [
        (2, json!(0)),
        (3, json!(0)),
        (4, json!(0.0)),
        (5, json!(-1e-300)),
    ] {
        none[at] = value;
    }
    expect_kept(&**store, none).await
}

pub(super) async fn text_is_not_read_as_something_else<U: UserStore>(store: &Arc<U>) -> Outcome {
    let texts = [
        "007",
        "1e5",
        "true",
        "null",
        "NULL",
        "",
        "2026-12-23T14:43:33.000Z",
        "x'00'",
    ];
    for text in texts.iter().chain(sample::AWKWARD) {
        let mut values = filled();
        values[ROLE] = json!(text);
        values[NICKNAME] = json!(text);
        expect_kept(&**store, values).await?;
    }
    Ok(())
}

pub(super) async fn json_of_every_shape_survives<U: UserStore>(store: &Arc<U>) -> Outcome {
    let shapes = [
        json!("text"),
        json!("null"),
        json!(""),
        json!("{\"a\":1}"),
        json!(7),
        json!(i64::MAX),
        json!(0.5),
        json!(true),
        json!([]),
        json!({}),
        json!([[{ "a": null }], "'; DROP TABLE users; --"]),
    ];
    for shape in shapes {
        let mut values = filled();
        values[SETTINGS] = shape.clone();
        values[LABELS] = shape;
        expect_kept(&**store, values.clone()).await?;
        expect_updated(&**store, filled(), &values).await?;
    }
    Ok(())
}
