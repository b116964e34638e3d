#![allow(unused_variables)]

use auth_runtime::auth_config;

#[derive(Default)]
pub struct JwtParams;

#[auth_config(strategy = jwt)]
mod auth {
    use super::JwtParams;

    #[jwt]
    async fn jwt(params: JwtParams) -> Token {
        Token::default()
    }
}

fn main() {
    let _ = auth::builder();
}
