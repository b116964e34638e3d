use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    async fn session(mut session: Session) -> Session {
        session.user.name = = None;
        session
    }
}

fn main() {
    let _ = auth::builder();
}
