use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(mut token: Token, trigger: Trigger) -> Token {
        if trigger == Trigger::signIn {
            token.name = None;
        }
        token
    }
}

fn main() {
    let _ = auth::builder();
}
