//! The application's users, as its own pages register and change them.

use auth_runtime::adapter::{Conflict, MemoryAdapter, SqliteAdapter};
use auth_runtime::auth_config;
use auth_tests::DatabaseFile;

#[auth_config(strategy = database)]
mod auth {
    #[extend(user)]
    #[derive(Clone, Debug, PartialEq, Default)]
    pub(crate) struct Person {
        pub(crate) role: String,
    }
}

#[auth_config(strategy = jwt)]
mod tokens {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn ada() -> auth::User {
    auth::User {
        id: "1815".to_owned(),
        email: Some("ada@example.com".to_owned()),
        role: "editor".to_owned(),
        ..auth::User::default()
    }
}

async fn are_kept(auth: &auth::Auth) {
    assert_eq!(auth.user("1815").await.unwrap(), None);
    assert_eq!(auth.create_user(&ada()).await.unwrap(), ada());
    assert_eq!(auth.user("1815").await.unwrap(), Some(ada()));
    let found = auth.user_by_email("ada@example.com").await.unwrap();
    assert_eq!(found, Some(ada()));

    let mut other = auth::User {
        id: "1852".to_owned(),
        ..ada()
    };
    let error = auth.create_user(&other).await.unwrap_err();
    assert_eq!(error.conflict(), Some(Conflict::Email));
    assert_eq!(auth.user("1852").await.unwrap(), None);
    other.email = Some("babbage@example.com".to_owned());
    assert!(!auth.update_user(&other).await.unwrap());
    auth.create_user(&other).await.unwrap();
    other.email = ada().email;
    let error = auth.update_user(&other).await.unwrap_err();
    assert_eq!(error.conflict(), Some(Conflict::Email));

    let reader = auth::User {
        role: "reader".to_owned(),
        ..ada()
    };
    assert!(auth.update_user(&reader).await.unwrap());
    assert_eq!(auth.user("1815").await.unwrap(), Some(reader));
}

#[tokio::test]
async fn users_are_created_found_and_changed() {
    let builder = || auth::builder().secret(auth_tests::SECRET);
    let memory = builder().adapter(MemoryAdapter::new()).build().await;
    are_kept(&memory.unwrap()).await;
    let file = DatabaseFile::new();
    let sqlite = SqliteAdapter::open(file.path()).await.unwrap();
    are_kept(&builder().adapter(sqlite).build().await.unwrap()).await;
}

#[tokio::test]
async fn without_a_database_there_are_none() {
    let auth = tokens::builder()
        .secret(auth_tests::SECRET)
        .build()
        .unwrap();
    let error = auth.user("1815").await.unwrap_err();
    assert!(error.to_string().contains(".adapter(..)"), "{error}");
    assert_eq!(error.conflict(), None);
    assert_eq!(error.status(), 500);
}
