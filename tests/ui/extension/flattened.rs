use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        #[serde(flatten)]
        pub more: std::collections::BTreeMap<String, String>,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {}
