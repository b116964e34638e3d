#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[on(create_user)]
    fn created(user: &User, account: &Account) {}
}

fn main() {
    let _ = auth::builder();
}
