//! Prisma's tables in MySQL find letters of either case, with and without accents, to be the same.
//! Nobody is let in as somebody else by that.

use auth_runtime::adapter::{
    Adapter, Conflict, MySqlAdapter, SessionRecord, SessionStore as _, Slide, Tables, UserRecord,
    UserStore as _, VerificationToken,
};
use auth_runtime::{Account, Clock, DefaultUser, ProviderType, Timestamp};
use auth_tests::with_mysql;

use crate::question::Question as _;

/// What is `ada` for the tables.
const SAME: &[&str] = &["Ada", "ADA", "áda", "adã"];

/// What is `ada` for some tables, or at the end of a text.
const SIMILAR: &[&str] = &["ada ", "ada\u{301}", "ａda", "ada\u{200b}"];

const END: Timestamp = Timestamp::from_unix_seconds(2_114_380_800);

async fn fill(adapter: &impl Adapter) {
    let user = DefaultUser {
        id: "ada".to_owned(),
        email: Some("ada@example.com".to_owned()),
        ..DefaultUser::default()
    };
    let account = Account::new(ProviderType::OAuth, "ada", "ada");
    let user = UserRecord::new(user, Vec::new());
    adapter.create_user(user, Some(&account)).await.unwrap();
    let session = SessionRecord::new("ada", "ada", END);
    adapter.create_session(&session).await.unwrap();
    let token = VerificationToken::new("ada", "ada", END);
    adapter.create_verification_token(&token).await.unwrap();
}

async fn misses(adapter: &impl Adapter, miss: &str) {
    let now = Clock::system().now();
    assert_eq!(adapter.user(miss).await.unwrap(), None);
    let address = format!("{miss}@example.com");
    assert_eq!(adapter.user_by_email(&address).await.unwrap(), None);
    for (provider, id) in [("ada", miss), (miss, "ada"), (miss, miss)] {
        let owner = adapter.user_by_account(provider, id).await.unwrap();
        assert_eq!(owner, None);
        assert!(!adapter.unlink_account(provider, id).await.unwrap());
        let account = Account::new(ProviderType::OAuth, provider, id);
        assert!(!adapter.update_account(&account).await.unwrap());
        let used = adapter.use_verification_token(provider, id, now).await;
        assert_eq!(used.unwrap(), None);
    }
    assert!(adapter.accounts(miss).await.unwrap().is_empty());
    assert_eq!(adapter.session(miss, now).await.unwrap(), None);
    assert_eq!(adapter.session_and_user(miss, now).await.unwrap(), None);
    assert!(adapter.sessions(miss, now).await.unwrap().is_empty());
    let slide = Slide {
        from: END,
        to: END,
        seen: now,
    };
    assert!(!adapter.slide_session(miss, slide).await.unwrap());
    assert!(!adapter.delete_session(miss).await.unwrap());
    assert_eq!(adapter.delete_sessions(miss).await.unwrap(), 0);
    let changed = DefaultUser {
        id: miss.to_owned(),
        name: Some("Mallory".to_owned()),
        ..DefaultUser::default()
    };
    let changed = UserRecord::new(changed, Vec::new());
    assert!(!adapter.update_user(changed).await.unwrap());
    assert!(!adapter.delete_user(miss).await.unwrap());
    let account = Account::new(ProviderType::OAuth, "github", "1");
    let error = adapter.link_account(miss, &account).await.unwrap_err();
    assert!(error.is_no_user(), "{error:?}");
}

/// What the table has no room for beside `ada` is a conflict, and never Ada's row.
async fn is_refused(adapter: &impl Adapter, miss: &str) {
    let create = async |id: &str, email: Option<&str>, account: Option<&str>| {
        let user = DefaultUser {
            id: id.to_owned(),
            email: email.map(|name| format!("{name}@example.com")),
            ..DefaultUser::default()
        };
        let account = account.map(|id| Account::new(ProviderType::OAuth, "ada", id));
        let user = UserRecord::new(user, Vec::new());
        let error = adapter.create_user(user, account.as_ref()).await;
        error.unwrap_err().as_conflict()
    };
    assert_eq!(create(miss, None, None).await, Some(Conflict::Id));
    assert_eq!(
        create("other", Some(miss), None).await,
        Some(Conflict::Email)
    );
    assert_eq!(
        create("other", None, Some(miss)).await,
        Some(Conflict::Account)
    );
    let session = SessionRecord::new(miss, "ada", END);
    let error = adapter.create_session(&session).await.unwrap_err();
    assert_eq!(error.as_conflict(), Some(Conflict::Token));
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_collations() {
    with_mysql(|url| async move {
        let adapter = MySqlAdapter::connect(&url).await.unwrap();
        let mut adapter = adapter.tables(Tables::prisma());
        adapter.run(include_str!("tables/prisma_mysql.sql")).await;
        adapter.prepare_users(&[]).await.unwrap();
        adapter.prepare_sessions().await.unwrap();
        fill(&adapter).await;
        for miss in SAME {
            misses(&adapter, miss).await;
            is_refused(&adapter, miss).await;
        }
        for miss in SIMILAR {
            misses(&adapter, miss).await;
        }
        let now = Clock::system().now();
        assert!(
            adapter
                .user_by_account("ada", "ada")
                .await
                .unwrap()
                .is_some()
        );
        assert!(adapter.session("ada", now).await.unwrap().is_some());
        let used = adapter.use_verification_token("ada", "ada", now).await;
        assert!(used.unwrap().is_some());
    })
    .await;
}
