use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    async fn jwt(token: ) -> Token {
        Token::default()
    }

    #[session]
    async fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
