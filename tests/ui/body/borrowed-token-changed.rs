use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    fn session(session: Session, token: &Token) -> Session {
        token.name = None;
        session
    }
}

fn main() {
    let _ = auth::builder();
}
