#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[on(link_account)]
    fn linked(user: &User, account: Option<&Account>) {}
}

fn main() {
    let _ = auth::builder();
}
