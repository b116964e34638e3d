use auth_tests::forge::COOKIE;
use auth_tests::{Jar, Kind, ProviderLab, SentBack};
use serde_json::Value;

/// What an answer that is not believed leads to.
pub(super) const CONFIGURATION: &str = "error?error=Configuration";

/// A sign-in under way, in the browser of somebody who is signed in as another user.
pub(super) struct Attempt {
    pub(super) lab: ProviderLab,
    /// What the provider sends the browser back with.
    pub(super) back: SentBack,
    /// What an earlier sign-in of this browser, which came to its end, had for cookies.
    pub(super) used: Jar,
    /// What another browser has that is on its way to the same provider.
    pub(super) foreign: Jar,
    /// What this browser had on its way to another provider.
    pub(super) elsewhere: Jar,
    /// What the session says.
    pub(super) session: Value,
}

impl Attempt {
    pub(super) async fn new(kind: Kind, provider: &str) -> Self {
        let mut lab = ProviderLab::new(kind).await;
        lab.idp.plan(|plan| plan.user["sub"] = "1816".into());
        let back = lab.client.go(provider).await;
        let used = lab.client.jar.clone();
        assert!(lab.client.come_back(&back).await.sets(COOKIE).is_some());
        let session = lab.client.session().await.json();
        let mut stranger = lab.client.other();
        stranger.go(provider).await;
        let other = if provider == "idp" { "other" } else { "idp" };
        lab.client.go(other).await;
        let elsewhere = lab.client.jar.clone();
        let back = lab.client.go(provider).await;
        Self {
            lab,
            back,
            used,
            foreign: stranger.jar,
            elsewhere,
            session,
        }
    }

    /// The browser comes back and is told of an error. Nobody is signed in by it and nobody is signed out.
    pub(super) async fn refuses(mut self, name: &str, error: &str) {
        let answer = self.lab.client.come_back(&self.back).await;
        let target = format!("{}/auth/{error}", self.lab.client.origin);
        assert_eq!(answer.location(), target, "{name}");
        assert!(!answer.touches_session(), "{name}: {answer:?}");
        let session = self.lab.client.session().await.json();
        assert_eq!(session, self.session, "{name}");
    }

    pub(super) fn jar(&mut self) -> &mut Jar {
        &mut self.lab.client.jar
    }
}
