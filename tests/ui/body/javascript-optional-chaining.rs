use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(mut token: Token, account: Option<&Account>) -> Token {
        if account?.provider == "github" {
            token.name = None;
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
