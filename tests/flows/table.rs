//! The callback table as data, and in the log.

#![allow(clippy::unused_async)] // A table says what is `async`.

use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::strategy::Database;
use auth_runtime::table::{Field, Table};
use auth_runtime::{
    AuthConfig, BoxError, DatabaseCallbacks, DefaultSession, DefaultUser, NoUpdate, SessionInput,
};
use auth_tests::forge::IS_ENCRYPTED;
use auth_tests::{Log, SECRET, app, database_app};

#[cfg_attr(not(feature = "encrypted"), auth_runtime::auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_runtime::auth_config(strategy = jwt(encrypted)))]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct Claims {
        pub r#type: String,
        pub roles: Vec<Option<Box<str>>>,
        pub last_seen: Option<(u32, u32)>,
        #[cfg(any())]
        pub never: NoType,
    }

    #[extend(session)]
    pub(super) struct Extra {
        #[serde(rename = "kind")]
        pub r#type: &'static str,
    }

    #[jwt(sign_in)]
    async fn r#match(mut token: Token, _user: &User, profile: Option<&Profile>) -> Option<Token> {
        token.last_seen = profile.map(|_| (0, 0));
        Some(token)
    }

    #[cfg(any())]
    #[jwt(read)]
    fn never(token: Token) -> Token {
        token
    }

    #[cfg(test)]
    #[jwt(read)]
    fn read(token: Token) -> Result<Option<Token>, std::io::Error> {
        let is_known = token.last_seen.is_some();
        is_known
            .then_some(Some(token))
            .ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }

    #[session]
    fn session(session: DefaultSession, _token: &Token) -> Session {
        session.extend(Extra { r#type: "plain" })
    }

    #[on(sign_out)]
    async fn bye(_token: &Token) {}
}

const REST: &str = r#"
#[jwt(sign_in)]  async fn r#match(token: Token, user: &User, profile: Option<&Profile>) -> Option<Token>
#[jwt(read)]     fn read(token: Token) -> Result<Option<Token>, std::io::Error>
#[session]       fn session(session: DefaultSession, token: &Token) -> Session
#[on(sign_out)]  async fn bye(token: &Token)

token.r#type     String
token.roles      Vec<Option<Box<str>>>
token.last_seen  Option<(u32, u32)> as "lastSeen"
session.r#type   &'static str as "kind""#;

/// The strategy of the tables with a token.
const STRATEGY: &str = if IS_ENCRYPTED {
    "jwt(encrypted)"
} else {
    "jwt"
};

#[test]
fn it_is_what_the_application_wrote() {
    let expected = format!("strategy = {STRATEGY}\n{REST}");
    assert_eq!(auth::Config::TABLE.to_string(), expected);
    let keys: Vec<_> = auth::Config::TABLE.fields.iter().map(|f| f.key).collect();
    assert_eq!(keys, ["type", "roles", "lastSeen", "kind"]);
    assert_eq!(
        auth::Config::TABLE.fields[1],
        Field::new("token", "roles", "Vec<Option<Box<str>>>")
    );
}

#[test]
fn whoever_describes_nothing_by_hand_has_a_table_of_the_strategy() {
    struct Config;

    impl AuthConfig for Config {
        type User = DefaultUser;
        type Session = DefaultSession;
        type State = ();
        type Strategy = Database;
    }

    impl DatabaseCallbacks for Config {
        type Update = NoUpdate;

        async fn session(
            session: DefaultSession,
            _: SessionInput<'_, Self>,
            (): &(),
        ) -> Result<DefaultSession, BoxError> {
            Ok(session)
        }
    }

    assert_eq!(Config::TABLE, Table::new("database"));
}

#[tokio::test]
async fn it_is_logged_once_when_the_runtime_is_built() {
    let (log, guard) = Log::start();
    app::auth::builder()
        .state(auth_tests::Script::default())
        .secret(SECRET)
        .production(false)
        .build()
        .unwrap();
    let lines = log.text();
    let lines: Vec<_> = lines
        .lines()
        .filter(|line| line.contains("the callback table"))
        .collect();
    let [line] = lines.as_slice() else {
        panic!("{lines:?}");
    };
    assert!(line.contains("INFO"), "{line}");
    for part in [
        &*format!("strategy={STRATEGY:?}"),
        r#"callbacks=#[profile] fn profile(user: User) -> User; #[credentials] fn authorize(credentials: SignInForm, state: &Script) -> Result<Option<User>, BoxError>; #[credentials(id = "badge")] fn badge("#,
        "; #[on(session)] fn on_session(session: &Session, state: &Script) -> Result<(), BoxError>",
        "fields=user.diary: String; token.id: String; token.note: String; session.user.id: String; session.note: String",
    ] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(!log.text().contains(SECRET));
    drop(guard);

    let (log, _guard) = Log::start();
    database_app::auth::builder()
        .state(auth_tests::Script::default())
        .secret(SECRET)
        .production(false)
        .adapter(MemoryAdapter::new())
        .build()
        .await
        .unwrap();
    let text = log.text();
    assert_eq!(text.matches("the callback table").count(), 1, "{text}");
    assert!(text.contains(r#"strategy="database""#), "{text}");
    assert!(!text.contains(SECRET));
}

#[tokio::test]
async fn a_runtime_that_is_not_built_has_no_table_in_the_log() {
    let (log, _guard) = Log::start();
    let refused = auth::builder().secret("short").production(false).build();
    refused.unwrap_err();
    assert!(!log.text().contains("the callback table"), "{}", log.text());
}
