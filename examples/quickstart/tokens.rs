//! The session is a signed token, which the cookie holds.

use auth_runtime::{BuildError, auth_config};
use axum::Router;

use crate::settings::Settings;
use crate::site::{self, Site, Visitor};
use crate::users::Users;

#[auth_config(strategy = jwt)]
pub mod auth {
    use auth_runtime::BoxError;

    use crate::users::{SignInForm, Users};

    /// Kept in the session token, beside `name`, `email`, `picture` and `sub`.
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            // The user is there during sign-in.
            token.id = user.id.clone();
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }

    #[credentials]
    async fn authorize(credentials: SignInForm, state: &Users) -> Result<Option<User>, BoxError> {
        let found = state.check(credentials).await?;
        Ok(found.map(|person| User {
            id: person.id,
            name: person.name,
            email: Some(person.email),
            ..User::default()
        }))
    }
}

pub fn app(settings: &Settings, users: Users) -> Result<Router, BuildError> {
    let auth = settings.apply(auth::builder()).state(users).build()?;
    let site = Site::new(settings, auth.base_path());
    Ok(site::routes::<auth::Session>()
        .with_state(site)
        .merge(auth.router())
        .layer(auth.layer()))
}

impl From<auth::Session> for Visitor {
    fn from(session: auth::Session) -> Self {
        Self {
            id: session.user.id,
            name: session.user.name,
            email: session.user.email,
            expires: session.expires,
        }
    }
}
