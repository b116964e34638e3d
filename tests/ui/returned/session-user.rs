use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    async fn session(session: Session) -> SessionUser {
        session.user
    }
}

fn main() {
    let _ = auth::builder();
}
