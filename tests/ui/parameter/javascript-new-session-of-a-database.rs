#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[session]
    fn session(session: Session, newSession: Option<Session>) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
