//! Both places of the session are extended, and filled with one call.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        pub id: String,
    }

    #[extend(session)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    async fn session(session: DefaultSession, token: &Token) -> Session {
        let id = token.sub.clone().unwrap_or_default();
        let tenant = id.clone();
        session.extend(Identity { id }, Tenant { tenant })
    }
}

fn main() {
    let _ = auth::builder();
}
