use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(session)]
    pub struct Everything {
        pub row: Option<User>,
    }

    #[session]
    fn session(session: DefaultSession, user: &User) -> Session {
        session.extend(Everything {
            row: Some(user.clone()),
        })
    }
}

fn main() {
    let _ = auth::builder();
}
