//! A module that only its parent sees, with a state that is as private.

use auth_runtime::auth_config;

/// The application's state.
struct Pool(u8);

/// Who signs in and what of it is kept.
#[auth_config(strategy = jwt)]
mod auth {
    use super::Pool;

    /// What the token keeps.
    #[extend(token)]
    #[derive(Default)]
    pub(super) struct Claims {
        /// The user's id.
        pub(super) id: String,
    }

    /// What the client sees of the user.
    #[extend(session.user)]
    pub(super) struct Identity {
        /// The user's id.
        pub(super) id: String,
    }

    /// The sign-in form.
    #[derive(serde::Deserialize)]
    pub(super) struct Form {
        /// The user's name.
        name: String,
    }

    /// Keeps the id.
    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(known) = user {
            token.id.clone_from(&known.id);
        }
        token
    }

    /// Shows the id.
    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(Identity {
            id: token.id.clone(),
        })
    }

    /// Believes whoever comes.
    #[credentials]
    fn authorize(credentials: Form, state: &Pool) -> Option<User> {
        (state.0 == 1).then(|| User {
            id: credentials.name,
            ..User::default()
        })
    }
}

/// Whether the settings are right.
pub(super) fn is_complete() -> bool {
    auth::builder().state(Pool(1)).build().is_ok()
}
