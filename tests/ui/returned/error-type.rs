use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    pub struct Failure;

    #[jwt]
    async fn jwt(token: Token) -> Result<Token, Failure> {
        Ok(token)
    }
}

fn main() {
    let _ = auth::builder();
}
