//! Fields with sources: no function at all, and beside fields that callbacks fill. The names are those that
//! lints about names take offence at.

use auth_runtime::auth_config;

/// No function at all.
#[auth_config(strategy = jwt(encrypted))]
pub mod token {
    /// Kept in the token.
    #[extend(token)]
    #[derive(Clone, Debug)]
    pub struct Claims {
        /// Opens the provider's API.
        #[from(account.access_token)]
        pub access_token: Option<Secret<String>>,
        /// Where the user lives.
        #[from(profile.address.locality)]
        pub city_token: Option<String>,
        /// The user's id.
        #[from(user.id)]
        pub id_token: String,
    }

    /// What the client sees of the user.
    #[extend(session.user)]
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Identity {
        /// The user's id.
        #[from(token.id_token)]
        pub id: String,
    }
}

/// Both kinds of fields.
#[auth_config(strategy = database)]
pub mod session {
    /// More about a user.
    #[extend(user)]
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Person {
        /// The user's role.
        pub role: String,
    }

    /// What the client sees of the user.
    #[extend(session.user)]
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Identity {
        /// The user's id.
        #[from(user.id)]
        pub id: String,
        /// The user's role.
        #[from(user.role)]
        pub role: String,
    }

    /// What the user may do.
    #[extend(session)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Rights {
        /// Deletes.
        pub may_delete: bool,
        /// Writes.
        pub may_write: bool,
    }

    /// Compares roles.
    #[session]
    fn session(session: DefaultSession) -> Session {
        let is_admin = session.user.role == "admin";
        session.extend(Rights {
            may_delete: is_admin,
            may_write: is_admin,
        })
    }
}
