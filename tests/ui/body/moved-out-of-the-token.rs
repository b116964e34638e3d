use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: Option<String>,
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.sub;
        session
    }
}

fn main() {
    let _ = auth::builder();
}
