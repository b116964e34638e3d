use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    type Key = Secret<String>;

    #[extend(token)]
    pub struct Claims {
        #[from(account.id_token)]
        pub key: Option<Key>,
    }
}

fn main() {
    let _ = |token: auth::Token| token.key;
    let _ = auth::builder();
}
