use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(session: DefaultSession) -> DefaultSession {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
