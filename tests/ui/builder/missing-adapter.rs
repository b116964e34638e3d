use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let auth = auth::builder().secret("a secret of 32 characters or more").build();
    let _ = auth;
}
