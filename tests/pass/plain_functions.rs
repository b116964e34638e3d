//! Every callback may be a plain function.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }

    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
