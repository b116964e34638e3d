use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[session]
    fn session(mut session: Session) -> Session {
        if let Some(user) = &mut session.user {
            user.name = None;
        }
        session
    }
}

fn main() {
    let _ = auth::builder();
}
