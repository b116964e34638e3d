use auth_runtime::auth_config;

#[auth_config(strategy: jwt)]
mod auth {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
