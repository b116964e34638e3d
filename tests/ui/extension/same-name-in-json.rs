use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub tenant: String,
        #[serde(rename = "tenant")]
        pub tenant_id: u32,
    }

    #[jwt]
    fn jwt(mut token: Token) -> Token {
        token.tenant_id = 7;
        token
    }
}

fn main() {
    let _ = auth::builder();
}
