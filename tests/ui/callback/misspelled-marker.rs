use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }

    #[signIn]
    fn sign_in() -> bool {
        true
    }
}

fn main() {
    let _ = auth::builder();
}
