use auth_runtime::auth_config;

#[auth_config(strategy = jwt(encrypted))]
mod auth {
    #[extend(token)]
    pub struct Claims {
        pub key: Box<Secret<String>>,
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken) -> Token {
        let key = Box::new(Secret::from("key"));
        token.extend(Claims { key })
    }
}

fn main() {
    let _ = auth::builder();
}
