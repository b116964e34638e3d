use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    fn session(session: Session) -> Result<Session, ()> {
        Ok(session)
    }
}

fn main() {
    let _ = auth::builder();
}
