//! The types, the callbacks, and the table that says when they run.

use auth_runtime::strategy::Jwt;
use auth_runtime::table::{Callback, Field, Parameter, Table};
use auth_runtime::{
    AuthConfig, BoxError, Builder, CredentialsProvider, DefaultSession, DefaultSessionUser,
    DefaultToken, DefaultUser, Extended, Form, JwtCallbacks, JwtInput, NoUpdate, Timestamp,
    TokenStart,
};
use serde::{Deserialize, Serialize};

/// Who signs in.
pub type User = DefaultUser;

/// What the session cookie holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Token {
    /// `name`, `email`, `picture` and `sub`.
    #[serde(flatten)]
    pub default: DefaultToken,
    /// The user's id.
    pub id: String,
}

/// What the client sees under `session.user`.
#[derive(Debug, Serialize)]
pub struct SessionUser {
    /// `name`, `email` and `image`.
    #[serde(flatten)]
    pub default: DefaultSessionUser,
    /// The user's id.
    pub id: String,
}

/// The session, as handlers and the client see it.
#[derive(Debug, Serialize)]
pub struct Session {
    /// Who is signed in.
    pub user: SessionUser,
    /// When the session ends if it is not used again.
    pub expires: Timestamp,
}

/// The sign-in form. Anybody may come in here; a real application asks a database.
#[derive(Debug, Deserialize)]
pub struct SignInForm {
    name: String,
}

async fn jwt(mut token: Token, user: Option<&User>) -> Token {
    if let Some(user) = user {
        // Only there during sign-in.
        token.id = user.id.clone();
    }
    token
}

async fn session(mut session: Session, token: &Token) -> Session {
    session.user.id = token.id.clone();
    session
}

async fn authorize(credentials: SignInForm) -> Option<User> {
    Some(User {
        id: format!("id-of-{}", credentials.name),
        name: Some(credentials.name),
        ..User::default()
    })
}

/// The callback table.
#[derive(Clone, Copy, Debug)]
pub struct Config;

/// Starts the runtime.
pub fn builder() -> Builder<Config> {
    Builder::new().production(!cfg!(debug_assertions))
}

// `Session` and `Option<Session>` as parameters of handlers.
auth_runtime::extractors!(Session, Config);

impl AuthConfig for Config {
    type User = User;
    type Session = Session;
    type State = ();
    type Strategy = Jwt;

    // For the log and for tools; without it the application does the same.
    const TABLE: Table = Table::new("jwt")
        .callbacks(&[
            Callback::new("#[jwt]", "jwt")
                .asynchronous()
                .parameters(&[
                    Parameter::new("token", "Token"),
                    Parameter::new("user", "Option<&User>"),
                ])
                .returns("Token"),
            Callback::new("#[session]", "session")
                .asynchronous()
                .parameters(&[
                    Parameter::new("session", "Session"),
                    Parameter::new("token", "&Token"),
                ])
                .returns("Session"),
            Callback::new("#[credentials]", "authorize")
                .asynchronous()
                .parameters(&[Parameter::new("credentials", "SignInForm")])
                .returns("Option<User>"),
        ])
        .fields(&[
            Field::new("token", "id", "String"),
            Field::new("session.user", "id", "String"),
        ]);

    const CREDENTIALS: &'static [CredentialsProvider] = &[CredentialsProvider::new::<SignInForm>(
        "credentials",
        "Name",
    )];

    async fn authorize(provider: &str, form: &Form, (): &()) -> Result<Option<User>, BoxError> {
        match provider {
            "credentials" => Ok(authorize(form.deserialize()?).await),
            _ => Ok(None),
        }
    }
}

impl JwtCallbacks for Config {
    type Token = Token;
    type Update = NoUpdate;

    async fn jwt(input: JwtInput<'_, Self>, (): &()) -> Result<Option<Token>, BoxError> {
        let input = input.into_parts();
        let token = match input.token {
            TokenStart::New(default) => Token::extend(default, String::new()),
            TokenStart::Kept(token) => token,
        };
        Ok(Some(jwt(token, input.user).await))
    }

    async fn session(start: DefaultSession, token: &Token, (): &()) -> Result<Session, BoxError> {
        let start = Session {
            user: SessionUser {
                default: start.user,
                id: String::new(),
            },
            expires: start.expires,
        };
        Ok(session(start, token).await)
    }
}

impl Extended for Token {
    type Base = DefaultToken;
    type Start = DefaultToken;
    type Extra = String;

    fn extend(default: DefaultToken, id: String) -> Self {
        Self { default, id }
    }

    fn base(&self) -> DefaultToken {
        self.default.clone()
    }
}
