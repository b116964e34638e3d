use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    async fn session(session: &mut Session, token: &Token) -> Session {
        session.user.name = token.name.clone();
        session.clone()
    }
}

fn main() {
    let _ = auth::builder();
}
