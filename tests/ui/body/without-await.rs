use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    async fn name_of(id: &str) -> Option<String> {
        Some(id.to_owned())
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.name = name_of(&user.id);
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
