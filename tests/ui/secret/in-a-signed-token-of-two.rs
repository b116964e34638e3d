use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
        pub refresh_token: Option<Secret<String>>,
    }

    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>, account: Option<&Account>) -> Token {
        if let (Some(user), Some(account)) = (user, account) {
            token.id = user.id.clone();
            token.refresh_token = account.refresh_token.clone();
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
