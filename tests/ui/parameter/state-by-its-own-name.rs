#![allow(unused_variables)]

use auth_runtime::auth_config;

pub struct Pool;

#[auth_config(strategy = jwt)]
mod auth {
    use super::Pool;

    #[jwt]
    async fn jwt(token: Token, pool: &Pool) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
