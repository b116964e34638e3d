use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(account)]
    pub struct Tokens {
        pub refresh_token: String,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
