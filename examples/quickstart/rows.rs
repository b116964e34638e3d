//! The session is a row of the database, and the cookie holds its id.
//!
//! It is as `tokens.rs`, without a token and with an adapter.

use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::{BuildError, auth_config};
use axum::Router;

use crate::devices;
use crate::settings::Settings;
use crate::site::{self, Site, Visitor};
use crate::users::Users;

#[auth_config(strategy = database)]
pub mod auth {
    use auth_runtime::BoxError;

    use crate::users::{SignInForm, Users};

    /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(mut session: Session, user: &User) -> Session {
        session.user.id = user.id.clone();
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

pub async fn app(
    settings: &Settings,
    users: Users,
    adapter: SqliteAdapter,
) -> Result<Router, BuildError> {
    let builder = settings.apply(auth::builder()).state(users);
    let auth = builder.adapter(adapter).build().await?;
    let mut site = Site::new(settings, auth.base_path());
    // What only sessions in a database can do.
    site.rows = Some(auth.clone());
    Ok(site::routes::<auth::Session>()
        .merge(devices::routes())
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
