use auth_runtime::{Clock, Timestamp};

use crate::app::{self, Builder, auth};
use crate::{Client, Script, Style, serve};

/// The secret of the laboratory.
pub const SECRET: &str = "an old secret, 32 bytes or longer";

/// When the laboratory's clock starts, in seconds since 1970.
pub const NOW: i64 = 1_800_000_000;

/// A sign-in form that is filled in rightly.
pub const GOOD: &[(&str, &str)] = &[("name", "ada"), ("password", "correct horse")];

/// The application on a server, with a browser beside it.
#[derive(Debug)]
pub struct Lab {
    /// The runtime.
    pub auth: auth::Auth,
    /// What the callbacks do.
    pub script: Script,
    /// What time it is.
    pub clock: Clock,
    /// The browser.
    pub client: Client,
}

impl Lab {
    /// With the defaults.
    pub async fn new() -> Self {
        Self::with(|builder| builder).await
    }

    /// With other settings.
    pub async fn with(settings: impl FnOnce(Builder) -> Builder) -> Self {
        let clock = Clock::manual(Timestamp::from_unix_seconds(NOW));
        Self::at(clock, |builder| settings(builder.secret(SECRET))).await
    }

    /// With another clock, and without a secret.
    pub async fn at(clock: Clock, settings: impl FnOnce(Builder) -> Builder) -> Self {
        let script = Script::default();
        let builder = auth::builder().state(script.clone()).clock(clock.clone());
        let auth = settings(builder.production(false)).build().unwrap();
        let app = app::pages().merge(auth.router()).layer(auth.layer());
        let mut client = Client::new(&serve(app).await);
        auth.base_path().clone_into(&mut client.base_path);
        Self {
            auth,
            script,
            clock,
            client,
        }
    }

    /// Somebody is signed in, and the script's record is empty.
    pub async fn signed_in(settings: impl FnOnce(Builder) -> Builder) -> Self {
        let mut lab = Self::with(settings).await;
        let answer = lab.client.sign_in(Style::V5, GOOD).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        lab.script.calls();
        lab
    }
}
