//! Every callback may be a plain function, and a constant one, which clippy's `missing_const_for_fn` asks for.

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

    #[sign_in]
    const fn sign_in() -> bool {
        true
    }
}

fn main() {
    let _ = auth::builder();
}
