#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[session]
    fn session(session: Session, trigger: &str) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
