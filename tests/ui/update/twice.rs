#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[update]
    #[derive(serde::Deserialize)]
    pub struct Name {
        pub name: String,
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub struct Email {
        pub email: String,
    }

    #[jwt]
    async fn jwt(token: Token, update: Option<Email>) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
