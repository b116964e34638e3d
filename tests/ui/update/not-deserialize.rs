use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[update]
    pub struct Update {
        pub name: String,
    }

    #[jwt]
    async fn jwt(mut token: Token, update: Option<Update>) -> Token {
        if let Some(update) = update {
            token.name = Some(update.name);
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
