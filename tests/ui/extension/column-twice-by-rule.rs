#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(user)]
    #[serde(rename_all = "camelCase")]
    pub struct Person {
        pub user_role: String,
        #[serde(rename = "userRole")]
        pub rank: String,
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
