use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(Session)]
    #[derive(Default)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.tenant = token.sub.clone().unwrap_or_default();
        session
    }
}

fn main() {
    let _ = auth::builder();
}
