//! The application's users, as its own pages register and change them.

use auth_runtime::adapter::{Conflict, MemoryAdapter, SqliteAdapter, UserStore as _};
use auth_runtime::{Account, ProviderType, Timestamp, auth_config};
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
    assert_eq!(error.status(), 409);
    assert!(error.to_string().contains("already"), "{error}");
    assert_eq!(auth.user("1852").await.unwrap(), None);
    other.email = Some("babbage@example.com".to_owned());
    assert!(!auth.update_user(&other).await.unwrap());
    auth.create_user(&other).await.unwrap();
    other.email = ada().email;
    let error = auth.update_user(&other).await.unwrap_err();
    assert_eq!(error.conflict(), Some(Conflict::Email));

    let proven = auth::User {
        role: "reader".to_owned(),
        email_verified: Some(Timestamp::from_unix_seconds(7)),
        ..ada()
    };
    assert!(auth.update_user(&proven).await.unwrap());
    assert_eq!(auth.user("1815").await.unwrap().as_ref(), Some(&proven));

    // A proof is one of an address.
    let mut moved = auth::User {
        email: Some("king@example.com".to_owned()),
        ..proven
    };
    assert!(auth.update_user(&moved).await.unwrap());
    moved.email_verified = None;
    assert_eq!(auth.user("1815").await.unwrap().as_ref(), Some(&moved));
    moved.email = ada().email;
    moved.email_verified = Some(Timestamp::from_unix_seconds(8));
    assert!(auth.update_user(&moved).await.unwrap());
    assert_eq!(auth.user("1815").await.unwrap().as_ref(), Some(&moved));

    // Without ids they get some.
    for name in ["a", "b"] {
        let user = auth::User {
            name: Some(name.to_owned()),
            ..auth::User::default()
        };
        let id = auth.create_user(&user).await.unwrap().id;
        assert_eq!(id.len(), 36, "{id}");
        assert_eq!(auth.user(&id).await.unwrap().unwrap().name, user.name);
    }

    let account = Account::new(ProviderType::OAuth, "github", "1");
    assert!(!auth.update_account(&account).await.unwrap());
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
async fn accounts_are_listed_and_get_new_tokens() {
    let adapter = MemoryAdapter::new();
    let builder = auth::builder().secret(auth_tests::SECRET);
    let auth = builder.adapter(adapter.clone()).build().await.unwrap();
    auth.create_user(&ada()).await.unwrap();
    assert!(auth.accounts("1815").await.unwrap().is_empty());
    let mut account = Account::new(ProviderType::OAuth, "github", "1");
    account.refresh_token = Some("old".into());
    account.scope = Some("repo".to_owned());
    adapter.link_account("1815", &account).await.unwrap();
    let mut listed = auth.accounts("1815").await.unwrap().remove(0);
    listed.refresh_token = Some("new".into());
    assert!(auth.update_account(&listed).await.unwrap());
    let stored = auth.accounts("1815").await.unwrap().remove(0);
    let token = stored.refresh_token.unwrap();
    assert_eq!(token.expose_secret(), "new");
    assert_eq!(stored.scope, account.scope);
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
