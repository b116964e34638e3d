use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(Default, serde::Serialize)]
    pub struct Role;

    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
        pub roles: Vec<Role>,
    }

    #[session]
    async fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::typescript();
}
