#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[credentials]
    async fn authorize(credentials: Form, password: String) -> Option<User> {
        None
    }

    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }
}

fn main() {
    let _ = auth::builder();
}
