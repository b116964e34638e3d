use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(Default)]
    pub struct Role;

    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub role: Role,
    }

    #[jwt]
    async fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
