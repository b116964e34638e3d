use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    fn jwt(token: Token) -> Box<dyn Future<Output = Token>> {
        Box::new(async { token })
    }
}

fn main() {
    let _ = auth::builder();
}
