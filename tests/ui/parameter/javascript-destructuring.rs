use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    async fn jwt({ token, user }) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
