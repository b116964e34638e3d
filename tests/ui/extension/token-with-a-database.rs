#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        session
    }

    fn unused(token: &Token) -> &str {
        &token.id
    }
}

fn main() {
    let _ = auth::builder();
}
