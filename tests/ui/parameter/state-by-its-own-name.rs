#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    --top
    pub struct Pool;
    --
    use super::Pool;

    #[jwt]
    async fn jwt(token: Token, pool: &Pool) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
