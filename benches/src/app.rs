//! The application that is measured: the session of the seed, with a user that has all default fields.

use auth_runtime::auth_config;

/// The secret of all the servers.
pub const SECRET: &str = "a secret for benchmarks, 32 bytes or more";

/// The values that a provider would give.
pub const ID: &str = "user-1815";
/// The same.
pub const NAME: &str = "Ada Lovelace";
/// The same.
pub const EMAIL: &str = "ada@example.com";
/// The same.
pub const PICTURE: &str = "https://avatars.githubusercontent.com/u/18151815?s=96&v=4&size=64";
/// What the sign-in form takes.
pub const PASSWORD: &str = "lovelace";

/// The module of the application.
#[allow(clippy::unused_async)] // The page that this follows has async callbacks.
#[auth_config(strategy = jwt)]
pub mod auth {
    /// Kept in the session token.
    #[extend(token)]
    #[derive(Debug, Default)]
    pub struct Claims {
        /// The user's id.
        pub id: String,
    }

    /// Shown to the client.
    #[extend(session.user)]
    #[derive(Debug, Default)]
    pub struct Identity {
        /// The user's id.
        pub id: String,
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.id.clone_from(&user.id);
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id.clone_from(&token.id);
        session
    }

    /// The sign-in form.
    #[derive(Debug, serde::Deserialize)]
    pub struct SignInForm {
        email: String,
        password: Secret<String>,
    }

    #[credentials]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        let is_right = credentials.password.expose_secret() == super::PASSWORD;
        is_right.then(|| User {
            id: super::ID.to_owned(),
            name: Some(super::NAME.to_owned()),
            email: Some(credentials.email),
            image: Some(super::PICTURE.to_owned()),
            ..User::default()
        })
    }
}
