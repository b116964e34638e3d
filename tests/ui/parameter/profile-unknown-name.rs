#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(user)]
    #[derive(Default)]
    pub struct Person {
        pub role: String,
    }

    #[profile]
    fn profile(user: User, trigger: Trigger) -> User {
        user
    }
}

fn main() {
    let _ = auth::builder();
}
