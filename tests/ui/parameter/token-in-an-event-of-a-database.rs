#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[on(sign_out)]
    fn signed_out(token: &Token) {
        println!("{:?}", token.id);
    }
}

fn main() {
    let _ = auth::builder();
}
