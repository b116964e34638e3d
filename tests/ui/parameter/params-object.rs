#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    --top
    #[derive(Default)]
    pub struct JwtParams;
    --
    use super::JwtParams;

    #[jwt]
    async fn jwt(params: JwtParams) -> Token {
        Token::default()
    }
}

fn main() {
    let _ = auth::builder();
}
