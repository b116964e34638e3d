//! The application that is measured, with its session in an encrypted token.

use auth_runtime::auth_config;

/// The module of the application.
#[allow(clippy::unused_async)] // As the one with signed tokens.
#[auth_config(strategy = jwt(encrypted))]
pub mod auth {
    use crate::app::{ID, NAME, PASSWORD, PICTURE};

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
        let is_right = credentials.password.expose_secret() == PASSWORD;
        is_right.then(|| User {
            id: ID.to_owned(),
            name: Some(NAME.to_owned()),
            email: Some(credentials.email),
            image: Some(PICTURE.to_owned()),
            ..User::default()
        })
    }
}
