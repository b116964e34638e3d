use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(Default)]
    pub struct Role;

    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub role: Role,
    }

    #[session]
    async fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
