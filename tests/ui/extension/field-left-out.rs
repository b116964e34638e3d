use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        pub id: String,
        pub role: String,
    }

    #[session]
    async fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(Identity {
            id: token.sub.clone().unwrap_or_default(),
        })
    }
}

fn main() {
    let _ = auth::builder();
}
