use auth_runtime::auth_config;
use auth_runtime::adapter::MemoryAdapter;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let auth = auth::builder().secret("a secret of 32 characters or more").adapter(MemoryAdapter::new()).build();
    let _ = auth;
}
