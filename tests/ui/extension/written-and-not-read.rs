use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        #[serde(skip_deserializing)]
        pub role: String,
    }

    #[jwt]
    fn jwt(mut token: Token) -> Token {
        token.role = "reader".to_owned();
        token
    }
}

fn main() {
    let _ = auth::builder();
}
