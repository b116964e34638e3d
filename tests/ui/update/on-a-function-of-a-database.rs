#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[update]
    fn update(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
