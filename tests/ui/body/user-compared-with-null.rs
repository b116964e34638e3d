use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if user != null {
            token.name = None;
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
