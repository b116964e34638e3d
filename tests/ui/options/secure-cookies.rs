use auth_runtime::auth_config;

#[auth_config(strategy = jwt, useSecureCookies = true)]
mod auth {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {}
