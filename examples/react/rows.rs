//! The session is a row of the database, and the cookie holds its id.

use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::{BoxError, auth_config};
use axum::Router;

use crate::configure;
use crate::page::Page;

#[auth_config(strategy = database)]
pub mod auth {
    use auth_runtime::sqlx::{self, SqlitePool};

    use crate::account::{self, Name, SignInForm};

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

    #[session]
    async fn session(
        mut session: Session,
        user: &User,
        update: Option<Rename>,
        state: &SqlitePool,
    ) -> Result<Session, sqlx::Error> {
        session.user.id = user.id.clone();
        if let Some(Rename { name }) = update {
            // The session is stored nowhere: what is to last is written to the user's row.
            let name = String::from(name);
            sqlx::query("UPDATE users SET name = ? WHERE id = ?")
                .bind(&name)
                .bind(&user.id)
                .execute(state)
                .await?;
            session.user.name = Some(name);
        }
        Ok(session)
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

pub async fn app(page: Page) -> Result<Router, BoxError> {
    // It is gone with the program.
    let adapter = SqliteAdapter::open(":memory:").await?;
    // The callback asks the same database, through the same pool.
    let builder = configure(auth::builder()).state(adapter.pool().clone());
    let auth = builder.adapter(adapter).build().await?;
    Ok(page.routes().merge(auth.router()).layer(auth.layer()))
}
