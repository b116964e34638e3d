use auth_runtime::auth_config;

#[auth_config(strategy = encrypted)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        #[from(account.access_token)]
        pub access_token: Option<Secret<String>>,
    }
}

fn main() {
    let _ = |token: auth::Token| token.access_token;
    let _ = auth::builder();
}
