#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(Default)]
    pub struct Role;

    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
        pub role: Role,
    }

    #[jwt(sign_in)]
    async fn jwt(token: DefaultToken) -> Token {
        token.extend(Claims::default())
    }

    #[session]
    async fn session(session: Session, token: &Token) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
