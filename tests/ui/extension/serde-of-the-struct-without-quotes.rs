use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    #[serde(rename_all = camelCase)]
    pub struct Claims {
        pub role: String,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
