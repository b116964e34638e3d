#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    #[sign_in]
    fn jwt(token: Token) -> Token {
        token
    }

    #[sign_in]
    fn sign_in(user: &User) -> bool {
        user.email.is_some()
    }
}

fn main() {
    let _ = auth::builder();
}
