#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    fn session(session: Session, account: &Account) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
