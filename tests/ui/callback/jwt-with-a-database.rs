#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        token.name = None;
        token
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
