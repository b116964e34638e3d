#![allow(unused_variables)]

use auth_runtime::auth_config;

pub struct User {
    pub id: u32,
}

#[auth_config(strategy = jwt)]
mod auth {
    use super::User;

    #[jwt]
    async fn jwt(token: Token, user: Option<&User>) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
