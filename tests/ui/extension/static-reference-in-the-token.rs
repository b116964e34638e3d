use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub role: &'static str,
    }

    #[jwt]
    fn jwt(mut token: Token) -> Token {
        token.role = "admin";
        token
    }
}

fn main() {
    let _ = auth::builder();
}
