#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[profile]
    fn profile(user: User) -> User {
        user
    }

    #[profile]
    fn github(user: User) -> User {
        user
    }
}

fn main() {
    let _ = auth::builder();
}
