//! The database module of the documentation, as it is written there.

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
pub mod auth {
    /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity { pub id: String }

    #[session]
    async fn session(mut session: Session, user: &User) -> Session {
        session.user.id = user.id.clone();
        session
    }
}

fn main() {
    let session = auth::Session::default();
    assert_eq!(session.user.id, "");
    fn is_database<C: auth_runtime::DatabaseCallbacks>() {}
    is_database::<auth::Config>();
    fn is_built(_: impl Future<Output = Result<auth::Auth, auth_runtime::BuildError>>) {}
    is_built(
        auth::builder()
            .secret("a secret of at least 32 random characters")
            .production(false)
            .adapter(auth_runtime::adapter::MemoryAdapter::default())
            .build(),
    );
}
