use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    fn session(mut session: Session) -> Session {
        session.user.id = user.id;
        session
    }
}

fn main() {
    let _ = auth::builder();
}
