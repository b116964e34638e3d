use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    async fn jwt(claims: Token) -> Token {
        claims
    }
}

fn main() {
    let _ = auth::builder();
}
