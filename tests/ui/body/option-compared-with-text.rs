use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(mut token: Token) -> Token {
        if token.sub == "1" {
            token.name = None;
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
