use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        pub id: String,
    }

    #[jwt(sign_in)]
    async fn sign_in(token: DefaultToken) -> DefaultToken {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
