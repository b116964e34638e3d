//! The session is a signed token, which the cookie holds.

use auth_runtime::{BuildError, auth_config};
use axum::Router;

use crate::configure;
use crate::page::Page;

#[auth_config(strategy = jwt)]
pub mod auth {
    use crate::account::{self, Name, SignInForm};

    /// Kept in the session token, beside `name`, `email`, `picture` and `sub`.
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    /// What `useSession()` has under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    /// What the client may send with `update({ name })`.
    #[update]
    #[derive(serde::Deserialize)]
    pub struct Rename {
        name: Name,
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>, update: Option<Rename>) -> Token {
        if let Some(user) = user {
            // The user is there during sign-in.
            token.id = user.id.clone();
        }
        if let Some(Rename { name }) = update {
            token.name = Some(name.into());
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }

    #[credentials]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        credentials.is_right().then(|| User {
            id: account::ID.to_owned(),
            name: Some(account::NAME.to_owned()),
            email: Some(account::EMAIL.to_owned()),
            ..User::default()
        })
    }
}

pub fn app(page: Page) -> Result<Router, BuildError> {
    let auth = configure(auth::builder()).build()?;
    Ok(page.routes().merge(auth.router()).layer(auth.layer()))
}
