use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.id = user.id.clone();
        }
        token
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }
}

fn main() {
    let _ = auth::builder();
}
