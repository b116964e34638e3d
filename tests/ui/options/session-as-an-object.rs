use auth_runtime::auth_config;

#[auth_config(session: { strategy: "jwt", maxAge: 3600 })]
mod auth {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
