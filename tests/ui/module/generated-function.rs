use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    pub fn builder() {}

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {}
