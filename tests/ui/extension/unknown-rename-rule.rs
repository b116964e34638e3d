use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    #[serde(rename_all = "camel")]
    pub struct Claims {
        pub tenant_id: String,
    }

    #[jwt]
    async fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
