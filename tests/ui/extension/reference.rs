use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub role: &str,
    }

    #[session]
    fn session(mut session: Session) -> Session {
        session.user.role = "admin";
        session
    }
}

fn main() {
    let _ = auth::builder();
}
