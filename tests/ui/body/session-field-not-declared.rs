use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.sub.clone();
        session
    }
}

fn main() {
    let _ = auth::builder();
}
