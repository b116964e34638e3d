#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        pub id: String,
    }

    #[on(session)]
    fn was_read(session: &Session, user: &User) {}
}

fn main() {
    let _ = auth::builder();
}
