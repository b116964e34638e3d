#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
