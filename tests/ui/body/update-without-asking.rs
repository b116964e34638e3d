use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[update]
    #[derive(serde::Deserialize)]
    pub struct Update {
        pub name: Option<String>,
    }

    #[jwt]
    fn jwt(mut token: Token, update: Option<Update>) -> Token {
        token.name = update.name;
        token
    }
}

fn main() {
    let _ = auth::builder();
}
