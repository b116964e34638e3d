use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(sess)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    fn session(session: DefaultSession) -> Session {
        session.extend(Tenant { tenant: String::new() })
    }
}

fn main() {
    let _ = auth::builder();
}
