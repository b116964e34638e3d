//! A module that the whole crate sees, and no other.

use auth_runtime::auth_config;

/// Who signs in and what of it is kept.
#[auth_config(strategy = jwt)]
pub(crate) mod auth {
    /// Shows no name.
    #[session]
    fn session(mut session: Session) -> Session {
        session.user.name = None;
        session
    }
}

/// Whether the settings are right.
#[must_use]
pub fn is_complete() -> bool {
    auth::builder().build().is_ok()
}
