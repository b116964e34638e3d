use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session)]
    pub struct Everything {
        pub token: Token,
    }

    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(Everything {
            token: token.clone(),
        })
    }
}

fn main() {
    let _ = auth::builder();
}
