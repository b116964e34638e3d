use auth_runtime::auth_config;

#[auth_config(strategy = jwt, providers = [github])]
mod auth {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
