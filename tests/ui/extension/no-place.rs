use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
