#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[redirect]
    fn redirect(url: &str, baseUrl: &Url) -> Url {
        baseUrl.clone()
    }
}

fn main() {
    let _ = auth::builder();
}
