use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        pub id: Option<String>,
    }

    #[extend(session)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(Identity { id: token.sub.clone() })
    }
}

fn main() {
    let _ = auth::builder();
}
