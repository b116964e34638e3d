#![allow(unused_variables)]

use auth_runtime::auth_config;

pub struct Pool;

pub struct State<T>(pub T);

#[auth_config(strategy = jwt)]
mod auth {
    use super::{Pool, State};

    #[jwt]
    async fn jwt(token: Token, State(pool): State<Pool>) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
