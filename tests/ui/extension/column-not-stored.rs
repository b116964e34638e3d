#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    pub struct Role;

    #[extend(user)]
    pub struct Person {
        pub name_of_role: String,
        pub role: Role,
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
