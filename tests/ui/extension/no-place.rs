use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.sub.clone().unwrap_or_default();
        session
    }
}

fn main() {
    let _ = auth::builder();
}
