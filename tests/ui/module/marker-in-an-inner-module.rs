use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    mod callbacks {
        use super::*;

        #[jwt]
        fn jwt(token: Token) -> Token {
            token
        }
    }
}

fn main() {
    let _ = auth::builder();
}
