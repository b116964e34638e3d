#[auth_runtime::auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder().accept_older_tokens(true);
}
