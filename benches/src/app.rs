//! The application that is measured: the session of the seed, with a user that has all default fields.

use auth_runtime::auth_config;

/// The secret of all the servers.
pub const SECRET: &str = "a secret for benchmarks, 32 bytes or more";

/// Someone with this name has the values that a provider would give.
pub fn email(name: &str) -> String {
    format!("{}@example.com", name.to_lowercase())
}

/// The same for the picture.
pub fn picture(name: &str) -> String {
    format!("https://avatars.example.com/u/{name}?v=4")
}

/// The module of the application.
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
        name: String,
    }

    #[credentials(name = "Name")]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        let name = credentials.name;
        Some(User {
            id: format!("id-of-{name}"),
            email: Some(super::email(&name)),
            image: Some(super::picture(&name)),
            name: Some(name),
            ..User::default()
        })
    }
}
