use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[extend(session)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    async fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
