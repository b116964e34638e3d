use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct Claims {
        pub id: String,
    }

    #[jwt]
    async fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
