use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(Default, serde::Serialize, serde::Deserialize)]
    pub struct Keys {
        pub refresh_token: Option<Secret<String>>,
    }

    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub keys: Keys,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
