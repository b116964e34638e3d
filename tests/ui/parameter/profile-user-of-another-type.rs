#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(user)]
    pub struct Person {
        pub role: String,
    }

    #[profile]
    fn profile(user: &DefaultUser) -> User {
        user.clone().extend(Person { role: String::new() })
    }
}

fn main() {
    let _ = auth::builder();
}
