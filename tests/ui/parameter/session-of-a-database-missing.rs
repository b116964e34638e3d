#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[session]
    fn session(user: &User) -> Session {
        Session::default()
    }
}

fn main() {
    let _ = auth::builder();
}
