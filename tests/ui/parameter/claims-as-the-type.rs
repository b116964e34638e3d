#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    #[jwt]
    async fn jwt(token: Claims) -> Token {
        Token::default()
    }
}

fn main() {
    let _ = auth::builder();
}
