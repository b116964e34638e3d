//! Modules with default fields and one callback, whose other parts are generated whole.

use auth_runtime::auth_config;

/// One function of the token.
#[auth_config(strategy = jwt)]
pub mod token {
    /// Ends sessions without a name.
    #[jwt]
    fn jwt(token: Token) -> Option<Token> {
        token.name.is_some().then_some(token)
    }
}

/// One moment of the token, with the runtime by its path.
#[auth_config(strategy = jwt, crate = ::auth_runtime)]
pub mod moment {
    /// Ends sessions without a name.
    #[jwt(read)]
    fn read(token: Token) -> Option<Token> {
        token.name.is_some().then_some(token)
    }
}

/// One form, and tokens.
#[auth_config(strategy = jwt)]
pub mod form {
    /// The sign-in form.
    #[derive(Clone, Debug, serde::Deserialize)]
    pub struct Form {
        /// The user's name.
        pub name: String,
    }

    /// Believes whoever comes.
    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let id = credentials.name;
        (!id.is_empty()).then(|| User {
            id,
            ..User::default()
        })
    }
}

/// One event, and rows.
#[auth_config(strategy = database)]
pub mod event {
    /// Takes note.
    #[on(session)]
    const fn was_read() {}
}

/// Whether the settings are right as far as one can tell without a database.
#[must_use]
pub fn are_complete() -> bool {
    token::builder().build().is_ok()
        && moment::builder().build().is_ok()
        && form::builder().build().is_ok()
        && !format!("{:?}", event::builder()).is_empty()
}
