#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }

    #[credentials("ldap")]
    async fn authorize(credentials: Form) -> Option<User> {
        None
    }
}

fn main() {
    let _ = auth::builder();
}
