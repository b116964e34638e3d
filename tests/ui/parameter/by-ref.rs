use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    async fn jwt(ref token: Token) -> Token {
        token.clone()
    }
}

fn main() {
    let _ = auth::builder();
}
