use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session)]
    pub struct Keys {
        pub api_key: Secret<String>,
    }

    #[session]
    fn session(session: DefaultSession) -> Session {
        session.extend(Keys {
            api_key: Secret::from("key"),
        })
    }
}

fn main() {
    let _ = auth::builder();
}
