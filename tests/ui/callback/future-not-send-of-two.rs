use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    use std::rc::Rc;

    #[jwt(sign_in)]
    async fn sign_in(token: Token) -> Token {
        let shared = Rc::new(());
        std::future::ready(()).await;
        drop(shared);
        token
    }

    #[jwt(read)]
    async fn read(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = auth::builder();
}
