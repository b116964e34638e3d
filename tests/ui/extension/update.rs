#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(update)]
    #[derive(serde::Deserialize)]
    pub struct Update {
        pub name: String,
    }

    #[jwt]
    fn jwt(token: Token, update: Option<Update>) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
