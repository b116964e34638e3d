use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    pub trait Callbacks {
        #[session]
        fn session(session: Session) -> Session;
    }
}

fn main() {
    let _ = auth::builder();
}
