#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[on(sign_in)]
    async fn log(user: &User) -> bool {
        user.email.is_some()
    }
}

fn main() {
    let _ = auth::builder();
}
