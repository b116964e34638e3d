#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[sign_in]
    fn sign_in(user: &User, isNewUser: bool) -> bool {
        isNewUser
    }
}

fn main() {
    let _ = auth::builder();
}
