//! The module of the documentation, as it is written there.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub mod auth {
    /// Kept in the session token, beside `name`, `email`, `picture` and `sub`.
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims { pub id: String }

    /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity { pub id: String }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {            // only there during sign-in
            token.id = user.id.clone();
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }
}

fn main() {
    let session = auth::Session::default();
    assert_eq!(session.user.id, "");
    let auth: auth::Auth = auth::builder()
        .secret("a secret of at least 32 random characters")
        .production(false)
        .build()
        .unwrap();
    assert_eq!(auth.base_path(), "/auth");
}
