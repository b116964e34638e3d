use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub role: String,
    }

    impl Token {
        fn is_admin(&self) -> bool {
            self.role ==
        }
    }

    #[jwt]
    async fn jwt(mut token: Token) -> Token {
        if token.is_admin() {
            token.role.clear();
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
