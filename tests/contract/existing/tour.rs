//! What is done over each set of tables.

use auth_runtime::adapter::{
    Adapter, AdapterError, Conflict, SessionRecord, Slide, UserRecord, VerificationToken,
};
use auth_runtime::{Account, Clock, DefaultUser, ProviderType, Secret, Timestamp};

const fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds)
}

/// 2020-05-06 07:08:09, when both addresses were proven.
const PROVEN: Timestamp = at(1_588_748_889);

/// 2037-03-04 05:06:07, when Grace's session ends, and 890 milliseconds later as Auth.js wrote it.
const GRACES_END: Timestamp = at(2_119_755_967);

/// 2036-02-03 04:05:06, when Grace's token ends.
const TOKENS_END: Timestamp = at(2_085_624_306);

/// 2037-01-01 00:00:00, when Ada's session and her token end.
const ADAS_END: Timestamp = at(2_114_380_800);

/// 2037-02-01 00:00:00.
const LATER: Timestamp = at(2_117_059_200);

fn conflict<T: std::fmt::Debug>(result: Result<T, AdapterError>) -> Option<Conflict> {
    result.unwrap_err().as_conflict()
}

/// The rows that Auth.js wrote say what it meant.
pub(crate) async fn reads_what_authjs_wrote(adapter: &impl Adapter, id: &str) {
    let grace = adapter.user_by_email("grace@example.com").await.unwrap();
    let grace = grace.unwrap();
    let expected = DefaultUser {
        id: id.to_owned(),
        name: Some("Grace Hopper".to_owned()),
        email: Some("grace@example.com".to_owned()),
        email_verified: Some(PROVEN),
        image: None,
    };
    assert_eq!(grace.user, expected);
    let same = Some(grace.clone());
    assert_eq!(adapter.user(id).await.unwrap(), same);
    assert_eq!(
        adapter.user_by_account("github", "1906").await.unwrap(),
        same
    );

    let accounts = adapter.accounts(id).await.unwrap();
    let [account] = &*accounts else {
        panic!("{accounts:?}")
    };
    assert_eq!(account.r#type, ProviderType::OAuth);
    assert_eq!(account.expires_at, Some(PROVEN));
    let token = account.access_token.as_ref().unwrap();
    assert_eq!(token.expose_secret(), "gho_1906");
    assert_eq!(account.scope.as_deref(), Some("read:user"));
    assert!(account.refresh_token.is_none());

    let now = Clock::system().now();
    let read = adapter.session_and_user("grace-session", now).await;
    let (session, user) = read.unwrap().unwrap();
    assert_eq!(session, SessionRecord::new("grace-session", id, GRACES_END));
    assert_eq!(user, grace);
    // The very second of its end is over.
    let read = adapter.session("grace-session", GRACES_END).await;
    assert_eq!(read.unwrap(), None);

    let expected = VerificationToken::new("grace@example.com", "grace-token", TOKENS_END);
    for expected in [Some(expected), None] {
        let token = adapter.use_verification_token("grace@example.com", "grace-token", now);
        assert_eq!(token.await.unwrap(), expected);
    }
}

/// Ada comes, and leaves her rows for a look: what was created, and changed once.
pub(crate) async fn visit(adapter: &impl Adapter) -> String {
    let user = DefaultUser {
        id: "5c2c6a0e-5f3e-4c58-9a1b-0d4f6a7b8c9d".to_owned(),
        name: Some("Ada".to_owned()),
        email: Some("ada@example.com".to_owned()),
        email_verified: None,
        image: Some("https://example.com/ada.png".to_owned()),
    };
    let account = Account::new(ProviderType::OAuth, "github", "1815");
    let user = UserRecord::new(user, Vec::new());
    let mut ada = adapter.create_user(user.clone(), Some(&account)).await;
    let mut ada = ada.as_mut().unwrap().clone();
    let id = ada.user.id.clone();
    for stored in [
        adapter.user(&id).await,
        adapter.user_by_email("ada@example.com").await,
        adapter.user_by_account("github", "1815").await,
    ] {
        assert_eq!(stored.unwrap().as_ref(), Some(&ada));
    }
    let mut twin = user.clone();
    twin.user.id.push('2');
    assert_eq!(
        conflict(adapter.create_user(twin.clone(), None).await),
        Some(Conflict::Email)
    );
    twin.user.email = Some("twin@example.com".to_owned());
    assert_eq!(
        conflict(adapter.create_user(twin, Some(&account)).await),
        Some(Conflict::Account)
    );
    let twin = adapter.user_by_email("twin@example.com").await.unwrap();
    assert_eq!(twin, None);

    ada.user.name = Some("Ada Lovelace".to_owned());
    ada.user.email_verified = Some(PROVEN);
    ada.user.image = None;
    assert!(adapter.update_user(ada.clone()).await.unwrap());
    assert_eq!(adapter.user(&id).await.unwrap(), Some(ada));
    let mut account = account;
    account.access_token = Some(Secret::from("gho_1815".to_owned()));
    account.expires_at = Some(PROVEN);
    assert!(adapter.update_account(&account).await.unwrap());
    let accounts = adapter.accounts(&id).await.unwrap();
    assert_eq!(accounts[0].expires_at, Some(PROVEN));

    let token = VerificationToken::new("ada@example.com", "ada-token", ADAS_END);
    adapter.create_verification_token(&token).await.unwrap();
    sessions(adapter, &id).await;
    id
}

/// A session that stays, and another one.
async fn sessions(adapter: &impl Adapter, id: &str) {
    let now = Clock::system().now();
    let start = SessionRecord::new("ada-session", id, PROVEN);
    adapter.create_session(&start).await.unwrap();
    assert_eq!(adapter.session("ada-session", now).await.unwrap(), None);
    let slide = Slide {
        from: PROVEN,
        to: ADAS_END,
        seen: now,
    };
    assert!(adapter.slide_session("ada-session", slide).await.unwrap());
    // Of two that slide at once, the second one finds that it is done.
    assert!(!adapter.slide_session("ada-session", slide).await.unwrap());
    let other = SessionRecord::new("ada-elsewhere", id, LATER);
    adapter.create_session(&other).await.unwrap();
    let mut listed = adapter.sessions(id, now).await.unwrap();
    listed.sort_by(|a, b| b.id.cmp(&a.id));
    let kept = SessionRecord::new("ada-session", id, ADAS_END);
    assert_eq!(listed, [kept, other]);
    assert!(adapter.delete_session("ada-elsewhere").await.unwrap());
    assert!(!adapter.delete_session("ada-elsewhere").await.unwrap());
}

/// Grace's session slides from what Auth.js wrote, what is over goes, and Ada leaves for good.
pub(crate) async fn leave(adapter: &impl Adapter, grace: &str, ada: &str) {
    let now = Clock::system().now();
    let slide = Slide {
        from: GRACES_END,
        to: LATER,
        seen: now,
    };
    assert!(adapter.slide_session("grace-session", slide).await.unwrap());
    let session = adapter.session("grace-session", now).await.unwrap();
    assert_eq!(session.unwrap().expires, LATER);

    assert_eq!(adapter.delete_expired_tokens(now, 10).await.unwrap(), 0);
    assert_eq!(adapter.delete_expired_tokens(LATER, 10).await.unwrap(), 1);
    let expired = adapter.delete_expired_sessions(now, 10).await;
    assert_eq!(expired.unwrap(), 0);
    let expired = adapter.delete_expired_sessions(ADAS_END, 10).await;
    assert_eq!(expired.unwrap(), 1);

    let session = SessionRecord::new("ada-again", ada, LATER);
    adapter.create_session(&session).await.unwrap();
    assert!(adapter.delete_user(ada).await.unwrap());
    assert_eq!(adapter.user(ada).await.unwrap(), None);
    assert_eq!(adapter.session("ada-again", now).await.unwrap(), None);
    let owner = adapter.user_by_account("github", "1815").await.unwrap();
    assert_eq!(owner, None);
    // Nobody else goes with her.
    assert!(adapter.user(grace).await.unwrap().is_some());
    assert_eq!(adapter.delete_sessions(grace).await.unwrap(), 1);
    assert!(adapter.unlink_account("github", "1906").await.unwrap());
    assert!(!adapter.unlink_account("github", "1906").await.unwrap());
}
