//! Both places of the session are extended, and assigned to.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[extend(session)]
    #[derive(Default)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.sub.clone().unwrap_or_default();
        session.tenant = "acme".to_owned();
        session
    }
}

fn main() {
    let _ = auth::builder();
}
