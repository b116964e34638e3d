use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[cfg_attr(not(test), jwt)]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
