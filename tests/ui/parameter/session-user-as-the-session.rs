#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(session: Identity) -> Session {
        Session::default()
    }
}

fn main() {
    let _ = auth::builder();
}
