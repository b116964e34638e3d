//! A provider of OpenID Connect and OAuth 2 that tests can tell to misbehave.

mod authorization;
mod behaviour;
mod desk;
mod endpoint;
mod id_token;
mod keys;
mod metadata;
mod reply;
mod token;
mod userinfo;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use auth_runtime::Clock;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;

pub use self::behaviour::Behaviour;
use self::desk::Desk;
pub use self::endpoint::{Endpoint, Received};
pub use self::id_token::Signature;
pub use self::keys::Key;
pub use self::reply::Reply;
use crate::serve;

/// The client's id. It has letters that a form has to escape.
pub const CLIENT_ID: &str = "the laboratory & its client";

/// The client's secret, which has to be escaped as well (RFC 6749 section 2.3.1).
pub const CLIENT_SECRET: &str = "a secret: 100% sure + more";

/// A provider on a port of its own, for as long as the test's runtime lives.
#[derive(Clone, Debug)]
pub struct IdentityProvider {
    /// Its issuer, which is its origin.
    pub issuer: String,
    desk: Arc<Mutex<Desk>>,
}

impl IdentityProvider {
    /// Starts one that goes by this clock.
    pub async fn start(clock: Clock) -> Self {
        let desk = Arc::new(Mutex::new(Desk::new(clock)));
        let app = Router::new().fallback(answer).with_state(Arc::clone(&desk));
        let issuer = serve(app).await;
        let provider = Self { issuer, desk };
        provider.desk().issuer.clone_from(&provider.issuer);
        provider
    }

    /// Changes what it does from now on.
    pub fn plan(&self, change: impl FnOnce(&mut Behaviour)) {
        change(&mut self.desk().behaviour);
    }

    /// Where an endpoint is.
    pub fn url(&self, endpoint: Endpoint) -> String {
        format!("{}{}", self.issuer, endpoint.path())
    }

    /// What an endpoint was asked so far.
    pub fn received(&self, endpoint: Endpoint) -> Vec<Received> {
        let desk = self.desk();
        let received = desk.received.iter();
        received
            .filter(|received| received.endpoint == endpoint)
            .cloned()
            .collect()
    }

    /// How often an endpoint was asked so far.
    pub fn count(&self, endpoint: Endpoint) -> usize {
        self.received(endpoint).len()
    }

    /// Every code and token that it has given out, and the client's secret.
    pub fn secrets(&self) -> Vec<String> {
        let mut secrets = self.desk().issued.clone();
        secrets.push(CLIENT_SECRET.to_owned());
        secrets
    }

    /// Takes back every token.
    pub fn revoke_all(&self) {
        self.desk().revoke_all();
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        lock(&self.desk)
    }
}

async fn answer(State(desk): State<Arc<Mutex<Desk>>>, request: Request) -> Response {
    let received = Received::read(request).await;
    let reply = {
        let mut desk = lock(&desk);
        desk.received.push(received.clone());
        desk.behaviour.replies.get(&received.endpoint).cloned()
    };
    match reply {
        Some(reply) => reply.respond().await,
        None => received.endpoint.answer(&mut lock(&desk), &received),
    }
}

/// A handler that panics is a test that fails; another one's answer is as good as ever.
fn lock(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}
