#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    async fn jwt(token: String) -> Token {
        Token::default()
    }

    #[session]
    async fn session(session: Session, token: Token) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
