use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    use std::rc::Rc;

    #[session]
    async fn session(session: Session, token: &Token) -> Session {
        let shared = Rc::new(token);
        std::future::ready(()).await;
        drop(shared);
        session
    }
}

fn main() {
    let _ = auth::builder();
}
