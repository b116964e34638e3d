//! Rows to store, each with ids that no other row has.

use std::fmt::Write as _;
use std::future::Future;
use std::time::Duration;

use super::columns;
use crate::adapter::{SessionRecord, UserRecord, UserStore, VerificationToken};
use crate::{Account, Clock, DefaultUser, ProviderType, Secret, Timestamp};

/// Texts that are stored as they are, or the adapter builds its queries from them.
pub(super) const AWKWARD: &[&str] = &[
    "'; DROP TABLE users; --",
    r#""quoted" 'twice' `thrice`"#,
    r"C:\back\slash\",
    "100% of _ and * and [a-z]",
    "$1 ? ?1 :name @name {0} %s",
    "two\nlines\tand a tab\r\n",
    "Ada, граф, 數學, 🧮, e\u{301}, \u{202e}",
    "null",
    r#"{"a":1}"#,
    " blanks before and after  ",
];

/// How many try at once in a race.
pub(super) const CROWD: usize = 16;

/// A text that nothing else has.
pub(super) fn fresh(noun: &str) -> String {
    let mut bytes = [0; 12];
    getrandom::fill(&mut bytes).expect("the system gives random numbers");
    let mut text = format!("{noun}-");
    for byte in bytes {
        // Letters of one case, so that a check can turn them into the other.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

pub(super) fn now() -> Timestamp {
    Clock::system().now()
}

pub(super) const fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

pub(super) fn address() -> String {
    format!("{}@example.com", fresh("ada"))
}

/// A user with every column filled.
pub(super) fn user() -> UserRecord {
    let user = DefaultUser {
        id: fresh("user"),
        name: Some("Ada Lovelace".to_owned()),
        email: Some(address()),
        email_verified: Some(now() - minutes(3)),
        image: Some("https://example.com/ada.png?size=2&round".to_owned()),
    };
    UserRecord::new(user, columns::filled())
}

/// A user with an id and what cannot be left out.
pub(super) fn bare_user() -> UserRecord {
    let user = DefaultUser {
        id: fresh("user"),
        ..DefaultUser::default()
    };
    UserRecord::new(user, columns::bare())
}

/// The id of a user who is stored.
///
/// # Panics
///
/// If the store refuses a user: then it has no sessions to check either.
pub(super) async fn owner(store: &impl UserStore) -> String {
    match store.create_user(user(), None).await {
        Ok(record) => record.user.id,
        Err(error) => panic!(
            "a user for sessions could not be created: {}",
            super::outcome::chain(&error)
        ),
    }
}

/// An account with every value.
pub(super) fn account() -> Account {
    let mut account = bare_account();
    account.refresh_token = Some(Secret::from(fresh("refresh")));
    account.access_token = Some(Secret::from(fresh("access")));
    account.expires_at = Some(now() + minutes(10));
    account.token_type = Some("bearer".to_owned());
    account.scope = Some("read:user user:email".to_owned());
    account.id_token = Some(Secret::from(fresh("identity")));
    account.session_state = Some(fresh("state"));
    account
}

/// An account without what can be left out.
pub(super) fn bare_account() -> Account {
    Account::new(ProviderType::OAuth, "github", fresh("account"))
}

/// A session of this user that ends in ten minutes, with what a list shows.
pub(super) fn session(user_id: &str) -> SessionRecord {
    let now = now();
    let mut session = SessionRecord::new(fresh("session"), user_id, now + minutes(10));
    session.created = Some(now);
    session.last_seen = Some(now);
    session.user_agent = Some("Mozilla/5.0 (X11; Linux x86_64)".to_owned());
    session
}

/// A session of this user that ended ten minutes ago.
pub(super) fn ended_session(user_id: &str) -> SessionRecord {
    let mut session = session(user_id);
    session.created = Some(now() - minutes(20));
    session.last_seen = session.created;
    session.expires = now() - minutes(10);
    session
}

/// A token that ends in ten minutes.
pub(super) fn token() -> VerificationToken {
    VerificationToken::new(address(), fresh("token"), now() + minutes(10))
}

/// The text in capitals, or with small letters if it has no others.
pub(super) fn other_case(text: &str) -> String {
    let capitals = text.to_uppercase();
    if capitals == text {
        text.to_lowercase()
    } else {
        capitals
    }
}

/// Texts that are almost this one, and another one all the same.
pub(super) fn near_misses(text: &str) -> Vec<String> {
    vec![
        other_case(text),
        format!("{text} "),
        format!(" {text}"),
        format!("0{text}"),
        format!("{text}\u{301}"),
        text.replacen(['a', 'e', 'u', 'o', 's'], "á", 1),
        text[..text.len() - 1].to_owned(),
        format!("{}%", &text[..text.len() - 1]),
        String::new(),
    ]
    .into_iter()
    .filter(|near| near != text)
    // In a table that numbers its rows, another number is another row and no miss.
    .filter(|near| !(is_number(text) && is_number(near)))
    .collect()
}

fn is_number(text: &str) -> bool {
    text.parse()
        .is_ok_and(|number: u64| number.to_string() == text)
}

/// Runs all of them at once, each in a task of its own.
pub(super) async fn together<T, R>(futures: impl IntoIterator<Item = R>) -> Vec<T>
where
    T: Send + 'static,
    R: Future<Output = T> + Send + 'static,
{
    let tasks: Vec<_> = futures.into_iter().map(tokio::spawn).collect();
    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await.expect("the adapter panicked"));
    }
    results
}
