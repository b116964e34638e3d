use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    async fn session(session: Session, _: &Token) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
