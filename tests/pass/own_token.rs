//! With sessions in a database there is no token, and its names belong to the application.

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
pub mod auth {
    /// An API token, which has nothing to do with sessions.
    pub struct Token {
        pub value: String,
    }

    pub trait ExtendToken {
        fn longer(self) -> Self;
    }

    impl ExtendToken for Token {
        fn longer(mut self) -> Self {
            self.value.push('x');
            self
        }
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        let _ = user;
        session
    }
}

fn main() {
    use auth::ExtendToken;

    let token = auth::Token {
        value: String::new(),
    };
    assert_eq!(token.longer().value, "x");
}
