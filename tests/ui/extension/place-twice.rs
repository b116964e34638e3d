use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    #[extend(token)]
    #[derive(Default)]
    pub struct Rights {
        pub role: String,
    }

    #[jwt]
    async fn jwt(mut token: Token) -> Token {
        token.role = token.id.clone();
        token
    }
}

fn main() {
    let _ = auth::builder();
}
