//! The user of a module as a row of the users table.

use auth_runtime::adapter::{ColumnKind, StoredUser, UserRecord};
use auth_runtime::{
    Account, AuthConfig, DefaultUser, Extended, Profile, ProviderType, auth_config,
};
use serde_json::{Value, json};

#[auth_config(strategy = database)]
mod auth {
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub(crate) enum Role {
        Reader,
        Editor,
    }

    #[extend(user)]
    #[derive(Clone, Debug, PartialEq)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Person {
        pub(crate) user_role: Role,
        #[serde(rename = "logins")]
        pub(crate) number_of_logins: u32,
        pub(crate) r#type: Option<String>,
        #[cfg(any())]
        pub(crate) nowhere: Missing,
        pub(crate) seen: Option<Timestamp>,
        pub(crate) tags: Vec<String>,
    }
}

/// Its session is a token, and its user a row if the builder is given an adapter.
#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod tokens {
    #[extend(user)]
    #[derive(Clone, Debug, PartialEq)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Person {
        pub(crate) user_role: String,
        #[serde(rename = "logins")]
        pub(crate) number_of_logins: u32,
        #[cfg(test)]
        pub(crate) tags: Vec<String>,
        #[cfg(any())]
        pub(crate) nowhere: Missing,
    }

    #[profile]
    fn profile(user: DefaultUser) -> User {
        user.extend(Person {
            user_role: "editor".to_owned(),
            number_of_logins: 7,
            tags: vec!["a".to_owned()],
        })
    }
}

/// Nothing extends its user.
#[auth_config(strategy = database)]
mod plain {
    #[on(session)]
    fn was_read(_user: &User) {}
}

fn ada() -> auth::User {
    let base = DefaultUser {
        id: "1815".to_owned(),
        email: Some("ada@example.com".to_owned()),
        ..DefaultUser::default()
    };
    auth::User::extend(
        base,
        auth::Person {
            user_role: auth::Role::Editor,
            number_of_logins: 7,
            r#type: None,
            seen: None,
            tags: vec!["a".to_owned()],
        },
    )
}

#[test]
fn fields_are_columns_in_their_order() {
    let columns: Vec<_> = auth::User::columns()
        .into_iter()
        .map(|column| (column.name, column.kind, column.is_nullable))
        .collect();
    assert_eq!(
        columns,
        [
            ("userRole", ColumnKind::Text, false),
            ("logins", ColumnKind::Integer, false),
            ("type", ColumnKind::Text, true),
            ("seen", ColumnKind::Time, true),
            ("tags", ColumnKind::Json, false),
        ]
    );
    assert!(plain::User::columns().is_empty());
}

#[test]
fn a_user_comes_back_from_its_row() {
    let record = ada().to_record().unwrap();
    assert_eq!(record.user.id, "1815");
    assert_eq!(record.user.email.as_deref(), Some("ada@example.com"));
    assert_eq!(
        record.extra,
        [
            json!("editor"),
            json!(7),
            Value::Null,
            Value::Null,
            json!(["a"])
        ]
    );
    assert_eq!(auth::User::from_record(record).unwrap(), ada());
    let plain = plain::User::extend(ada().base(), ());
    let record = plain.to_record().unwrap();
    assert!(record.extra.is_empty());
    assert_eq!(plain::User::from_record(record).unwrap(), plain);
}

#[tokio::test]
async fn a_user_of_tokens_comes_back_from_its_row() {
    let columns: Vec<_> = tokens::User::columns()
        .into_iter()
        .map(|column| (column.name, column.kind))
        .collect();
    assert_eq!(
        columns,
        [
            ("userRole", ColumnKind::Text),
            ("logins", ColumnKind::Integer),
            ("tags", ColumnKind::Json),
        ]
    );
    let account = Account::new(ProviderType::OAuth, "github", "1815");
    let user = tokens::Config::profile(ada().base(), &Profile::default(), &account, &())
        .await
        .unwrap();
    let record = user.to_record().unwrap();
    assert_eq!(record.user, ada().base());
    assert_eq!(record.extra, [json!("editor"), json!(7), json!(["a"])]);
    assert_eq!(tokens::User::from_record(record).unwrap(), user);
}

#[test]
fn a_row_that_does_not_fit_names_its_column() {
    let mut record = ada().to_record().unwrap();
    record.extra[1] = json!("hush");
    let error = auth::User::from_record(record).unwrap_err();
    assert_eq!(error.column(), "logins");
    assert!(!error.to_string().contains("hush"), "{error}");
}

/// Another number of values is a mistake of an adapter, and ends no process.
#[test]
fn missing_values_are_empty_and_further_ones_are_left() {
    let short = UserRecord::new(ada().base(), vec![json!("reader")]);
    let error = auth::User::from_record(short).unwrap_err();
    assert_eq!(error.column(), "logins");

    let mut long = ada().to_record().unwrap();
    long.extra.push(json!("more"));
    assert_eq!(auth::User::from_record(long).unwrap(), ada());
}
