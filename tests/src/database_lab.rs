use auth_runtime::adapter::Adapter;
use auth_runtime::{Builder, Clock, Timestamp, WithAdapter, WithState};

use crate::database_app::{self, auth};
use crate::{Client, NOW, SECRET, Script, serve};

/// The builder of the application once it has an adapter.
pub type DatabaseBuilder<A> = Builder<auth::Config, WithState<Script>, WithAdapter<A, auth::User>>;

/// The application with sessions in a database on a server, with a browser beside it.
#[derive(Debug)]
pub struct DatabaseLab {
    /// The runtime.
    pub auth: auth::Auth,
    /// What the callbacks do.
    pub script: Script,
    /// What time it is.
    pub clock: Clock,
    /// The browser.
    pub client: Client,
}

impl DatabaseLab {
    /// With this database.
    pub async fn new(adapter: impl Adapter) -> Self {
        Self::with(adapter, |builder| builder).await
    }

    /// With this database, and other settings.
    pub async fn with<A: Adapter>(
        adapter: A,
        settings: impl FnOnce(DatabaseBuilder<A>) -> DatabaseBuilder<A>,
    ) -> Self {
        let clock = Clock::manual(Timestamp::from_unix_seconds(NOW));
        let script = Script::default();
        let builder = auth::builder()
            .secret(SECRET)
            .production(false)
            .clock(clock.clone())
            .state(script.clone())
            .adapter(adapter);
        let auth = settings(builder).build().await.unwrap();
        let app = database_app::pages()
            .merge(auth.router())
            .layer(auth.layer());
        let mut client = Client::new(&serve(app).await);
        auth.base_path().clone_into(&mut client.base_path);
        Self {
            auth,
            script,
            clock,
            client,
        }
    }

    /// Somebody signs in, and the script's record is empty.
    pub async fn sign_in(&mut self, name: &str) {
        let form = [("name", name), ("password", "correct horse")];
        let answer = self.client.sign_in(crate::Style::V5, &form).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        self.script.calls();
    }
}
