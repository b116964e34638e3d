#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt, max_age = 3600)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub exp: u64,
    }

    #[extend(sesion.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[jwt]
    async fn jwt(tokn: Token) -> Token {
        tokn
    }

    #[session]
    async fn session(session: Session, token: String) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
