#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[update]
    #[derive(serde::Deserialize)]
    pub struct Update<T> {
        pub name: T,
    }

    #[jwt]
    async fn jwt(token: Token, update: Option<Update<String>>) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
