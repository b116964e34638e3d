#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[update]
    pub struct Update {
        pub name: String,
    }

    #[session]
    fn session(session: Session, update: Option<Update>) -> Session {
        let _ = update.map(|update| update.name);
        session
    }
}

fn main() {
    let _ = auth::builder();
}
