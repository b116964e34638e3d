use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session(token)]
    fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
