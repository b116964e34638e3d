#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[update]
    #[derive(serde::Deserialize)]
    pub enum Update {
        Name(String),
    }

    #[jwt]
    async fn jwt(token: Token, update: Option<Update>) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
