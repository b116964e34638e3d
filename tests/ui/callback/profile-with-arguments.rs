#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[profile(github)]
    fn profile(user: User) -> User {
        user
    }
}

fn main() {
    let _ = auth::builder();
}
