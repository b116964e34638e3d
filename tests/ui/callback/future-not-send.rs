use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    use std::rc::Rc;

    #[jwt]
    async fn jwt(token: Token) -> Token {
        let shared = Rc::new(());
        std::future::ready(()).await;
        drop(shared);
        token
    }
}

fn main() {
    let _ = auth::builder();
}
