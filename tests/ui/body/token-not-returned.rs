use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    async fn jwt(mut token: Token) -> Token {
        token.name = None;
    }
}

fn main() {
    let _ = auth::builder();
}
