#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[jwt(sign_in)]
    async fn sign_in(token: DefaultToken, user: &User) -> Token {
        token.extend(Claims { id: user.id.clone() })
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
