use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    async fn session(session: Session) -> Option<Session> {
        Some(session)
    }
}

fn main() {
    let _ = auth::builder();
}
