use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(profile)]
    pub struct Github {
        pub login: String,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
