use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(mut token: Token) -> Token {
        token.name = Some(std::env::var("NAME")?);
        token
    }
}

fn main() {
    let _ = auth::builder();
}
