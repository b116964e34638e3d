#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(database)]
mod auth {
    #[session]
    fn session(session: Session, user: &User) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
