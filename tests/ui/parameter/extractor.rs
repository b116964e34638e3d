#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    --top
    pub struct Pool;

    pub struct State<T>(pub T);
    --
    use super::{Pool, State};

    #[jwt]
    async fn jwt(token: Token, State(pool): State<Pool>) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
