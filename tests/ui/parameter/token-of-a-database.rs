#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }
}

fn main() {
    let _ = auth::builder();
}
