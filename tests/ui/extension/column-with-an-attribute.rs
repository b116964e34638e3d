#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(user)]
    pub struct Person {
        #[serde(default)]
        pub role: String,
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
