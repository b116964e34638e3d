#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[update]
    async fn update(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
