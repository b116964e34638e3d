use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>) -> Token {
        token.name = user.name.clone();
        token
    }
}

fn main() {
    let _ = auth::builder();
}
