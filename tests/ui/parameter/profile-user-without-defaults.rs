#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(user)]
    pub struct Person {
        pub role: String,
    }

    #[profile]
    fn profile(user: User) -> User {
        user
    }
}

fn main() {
    let _ = auth::builder();
}
