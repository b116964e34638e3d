//! Sessions in a database, for a module that only its parent sees.

use auth_runtime::auth_config;

/// Who signs in and what of it is shown.
#[auth_config(strategy = database)]
mod auth {
    /// More about a user.
    #[extend(user)]
    #[derive(Default)]
    pub(super) struct Person {
        /// The user's role.
        pub(super) role: String,
    }

    /// What the client sees of the session.
    #[extend(session)]
    pub(super) struct Rights {
        /// The user's role.
        pub(super) role: String,
    }

    /// Makes the user of an account.
    #[profile]
    fn profile(user: DefaultUser) -> User {
        user.extend(Person::default())
    }

    /// Shows the role.
    #[session]
    fn session(session: DefaultSession, user: &User) -> Session {
        session.extend(Rights {
            role: user.role.clone(),
        })
    }
}

/// Whether the settings are right as far as one can tell without a database.
pub(super) fn is_complete() -> bool {
    !format!("{:?}", auth::builder()).is_empty()
}
