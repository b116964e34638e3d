use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        #[serde(renamed = "level")]
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
