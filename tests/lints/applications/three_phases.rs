//! A function for each moment, and extra fields without defaults.

use auth_runtime::{BuildError, auth_config};

/// Who signs in and what of it is kept.
#[auth_config(strategy = jwt)]
pub mod auth {
    use core::future::ready;

    /// What the token keeps.
    #[extend(token)]
    #[derive(Debug)]
    pub struct Claims {
        /// The user's id.
        pub id: String,
        /// The colours that somebody likes.
        pub theme: Option<String>,
    }

    /// What the client sees of the user.
    #[extend(session.user)]
    #[derive(Debug)]
    pub struct Identity {
        /// The user's id.
        pub id: String,
    }

    /// What the client sees of the session.
    #[extend(session)]
    #[derive(Debug)]
    pub struct Looks {
        /// The colours that somebody likes.
        pub theme: Option<String>,
    }

    /// What the client may post.
    #[update]
    #[derive(Debug, serde::Deserialize)]
    pub struct Update {
        /// Other colours.
        pub theme: String,
    }

    /// Starts a token.
    #[jwt(sign_in)]
    fn sign_in(
        token: DefaultToken,
        user: &User,
        account: &Account,
        profile: Option<&Profile>,
        trigger: Trigger,
    ) -> Option<Token> {
        drop((account.clone(), profile.cloned()));
        trigger.is_sign_in().then(|| {
            token.extend(Claims {
                id: user.id.clone(),
                theme: None,
            })
        })
    }

    /// Keeps a token.
    #[jwt(read)]
    async fn read(token: Token) -> Option<Token> {
        ready((!token.id.is_empty()).then_some(token)).await
    }

    /// Changes a token.
    #[jwt(update)]
    fn update(mut token: Token, update: Update) -> Token {
        token.theme = Some(update.theme);
        token
    }

    /// Shows the id and the colours.
    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        let identity = Identity {
            id: token.id.clone(),
        };
        let looks = Looks {
            theme: token.theme.clone(),
        };
        session.extend(identity, looks)
    }
}

/// Starts the runtime.
///
/// # Errors
///
/// If a setting is wrong.
pub fn start() -> Result<auth::Auth, BuildError> {
    auth::builder().build()
}
