//! The runtime is reached through another module.

mod framework {
    pub mod parts {
        pub use auth_runtime as auth;
    }
}

#[framework::parts::auth::auth_config(strategy = jwt, crate = crate::framework::parts::auth)]
mod auth {
    #[extend(session)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    async fn session(session: DefaultSession) -> Session {
        session.extend(Tenant {
            tenant: "acme".to_owned(),
        })
    }
}

#[framework::parts::auth::auth_config(strategy = database, crate = crate::framework::parts::auth)]
mod stored {
    #[extend(session)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    async fn session(session: DefaultSession, user: &User) -> Session {
        session.extend(Tenant {
            tenant: user.id.clone(),
        })
    }

    #[on(sign_out)]
    fn signed_out(user: &User) {
        let _ = user;
    }
}

fn main() {
    let _ = (auth::builder(), stored::builder());
}
