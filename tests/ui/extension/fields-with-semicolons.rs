use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String;
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.id = user.id.clone();
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
