//! What a provider may say, and what is not believed.

mod believed;
mod identity;
mod metadata;
mod none;
mod tokens;

use auth_tests::identity_provider::{Behaviour, IdentityProvider};
use auth_tests::{COOKIES, Kind, Log, ProviderLab};
use serde_json::Value;

/// One thing that the provider does differently.
type Change = fn(&mut Behaviour);

type Row = (&'static str, Change);

/// Nobody comes in, and the log says that something was wrong and no secret.
async fn is_refused(provider: &str, tells: bool, (name, change): Row) {
    is_refused_by(provider, tells, name, |plan, _| change(plan)).await;
}

/// The same of a change that has to know the provider's issuer.
async fn is_refused_by(
    provider: &str,
    tells: bool,
    name: &str,
    change: impl FnOnce(&mut Behaviour, &str),
) {
    let (log, _guard) = Log::start();
    let mut lab = ProviderLab::new(Kind::Token).await;
    lab.idp.plan(|plan| {
        plan.tells_in_id_token = tells;
        change(plan, &lab.idp.issuer);
    });
    let name = format!("{provider}, claims in the token: {tells}: {name}");
    let answer = lab.client.sign_in_with(provider).await;
    let target = format!("{}/auth/error?error=Configuration", lab.client.origin);
    assert_eq!(answer.location(), target, "{name}");
    assert!(!answer.touches_session(), "{name}");
    for cookie in COOKIES {
        assert!(lab.client.jar.get(cookie).is_none(), "{name}: {cookie}");
    }
    assert_eq!(lab.client.session().await.text(), "null", "{name}");
    let calls = lab.stage.script.calls();
    assert!(calls.is_empty(), "{name}: {calls:?}");
    keeps_secrets(&log, &lab.idp, &name);
}

/// What was logged of the runtime's own says that something was wrong, and nothing that opens anything.
fn keeps_secrets(log: &Log, idp: &IdentityProvider, name: &str) {
    let text = log.text();
    assert!(text.contains("WARN") || text.contains("ERROR"), "{name}");
    for secret in idp.secrets() {
        assert!(!text.contains(&secret), "{name}: {text}");
    }
}

/// Sets a member of an object.
fn set(object: &mut Value, member: &str, value: impl Into<Value>) {
    object[member] = value.into();
}
