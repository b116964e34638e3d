use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.name = user.name;
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
