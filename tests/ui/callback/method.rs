use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    pub struct Callbacks;

    impl Callbacks {
        #[jwt]
        async fn jwt(&self, token: Token) -> Token {
            token
        }
    }
}

fn main() {
    let _ = auth::builder();
}
