#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[on(sign_out)]
    fn signed_out(session: &Session) {}
}

fn main() {
    let _ = auth::builder();
}
