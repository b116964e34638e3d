#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    async fn session(token: &Token) -> Session {
        Session::default()
    }
}

fn main() {
    let _ = auth::builder();
}
