#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    async fn jwt(token: Token) -> Result<String, std::io::Error> {
        Ok(token.sub.unwrap_or_default())
    }
}

fn main() {
    let _ = auth::builder();
}
