//! The other forms under strict lints, in a module that only this file sees.

#![deny(warnings)]
#![deny(
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    missing_debug_implementations,
    clippy::pedantic
)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub(super) struct Claims {
        pub(super) id: String,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        pub(super) id: String,
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken, user: &User) -> Token {
        token.extend(Claims {
            id: user.id.clone(),
        })
    }

    #[jwt(read)]
    fn read(token: Token) -> Option<Token> {
        (!token.id.is_empty()).then_some(token)
    }

    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(Identity {
            id: token.id.clone(),
        })
    }
}

/// The application.
fn main() {
    let auth = auth::builder()
        .secret("a secret of at least 32 random characters")
        .production(false)
        .build();
    assert!(auth.is_ok());
}
