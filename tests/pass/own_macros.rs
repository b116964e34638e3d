//! Macros of the application have the names of those that generated code could use.

#![allow(unused_macros)]

macro_rules! cfg {
    () => {};
}
macro_rules! matches {
    () => {};
}
macro_rules! unreachable {
    () => {};
}

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub mod auth {
    #[extend(session.user)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    fn session(session: DefaultSession) -> Session {
        session.extend(Identity { id: String::new() })
    }
}

fn main() {
    let _ = auth::builder();
}
