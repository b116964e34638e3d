#![allow(unused_variables)]

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
}

fn main() {
    let _ = |session: auth::Session| (session.user.id, session.tenant);
    let _ = auth::builder();
}
