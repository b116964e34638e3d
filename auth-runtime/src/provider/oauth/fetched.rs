//! What a provider publishes, kept for a while.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;

use super::OAuthError;
use crate::{Clock, Timestamp};

/// For how long a failure is the answer to everybody, before the provider is asked again.
const FAILED: Duration = Duration::from_secs(5);

/// How often keys are fetched again because a token names another one: whoever makes up names must
/// not make us ask for each.
const RENEWED: Duration = Duration::from_secs(60);

/// How long a request waits for another one that is asking already. It is longer than any request.
const WAIT: Duration = Duration::from_secs(15);

/// A document of a provider. However many requests need it, one of them fetches it.
pub(super) struct Fetched<T> {
    /// From this age on it is fetched again.
    fresh: Duration,
    /// From this age on it is not used any more, even if it cannot be fetched.
    usable: Duration,
    state: Mutex<State<T>>,
    flight: tokio::sync::Mutex<()>,
}

struct State<T> {
    document: Option<(Arc<T>, Timestamp)>,
    failure: Option<(OAuthError, Timestamp)>,
    /// When it was renewed last, or should have been, and for how long it is not renewed again.
    renewed: Option<(Timestamp, Duration)>,
}

impl<T> Fetched<T> {
    pub(super) fn new(fresh: Duration, usable: Duration) -> Self {
        Self {
            fresh,
            usable,
            state: Mutex::new(State {
                document: None,
                failure: None,
                renewed: None,
            }),
            flight: tokio::sync::Mutex::new(()),
        }
    }

    /// The document. `fetch` is not even begun if it is known.
    pub(super) async fn get(
        &self,
        clock: &Clock,
        fetch: impl Future<Output = Result<T, OAuthError>>,
    ) -> Result<Arc<T>, OAuthError> {
        if let Some(known) = self.known(clock.now()) {
            return known;
        }
        let _flight = self.board().await?;
        if let Some(known) = self.known(clock.now()) {
            return known;
        }
        let fetched = fetch.await;
        self.store(clock.now(), fetched)
    }

    /// The document again, because the one that was `seen` lacks something; the same one if it is
    /// not yet time to ask once more.
    pub(super) async fn renew(
        &self,
        clock: &Clock,
        seen: &Arc<T>,
        fetch: impl Future<Output = Result<T, OAuthError>>,
    ) -> Result<Arc<T>, OAuthError> {
        let _flight = self.board().await?;
        let now = clock.now();
        {
            let state = self.state();
            if let Some((document, _)) = &state.document {
                let is_newer = !Arc::ptr_eq(document, seen);
                let is_too_soon = state
                    .renewed
                    .is_some_and(|(at, span)| is_within(at, span, now));
                if is_newer || is_too_soon {
                    return Ok(Arc::clone(document));
                }
            }
        }
        // Only what has come counts: whoever hangs up must not lock the others out of a new key.
        let fetched = fetch.await;
        let now = clock.now();
        let span = if fetched.is_ok() { RENEWED } else { FAILED };
        self.state().renewed = Some((now, span));
        self.store(now, fetched)
    }

    /// What is known without asking: the document, or that the provider has just failed.
    fn known(&self, now: Timestamp) -> Option<Result<Arc<T>, OAuthError>> {
        let state = self.state();
        if let Some((document, at)) = &state.document
            && is_within(*at, self.fresh, now)
        {
            return Some(Ok(Arc::clone(document)));
        }
        let (error, at) = state.failure.as_ref()?;
        is_within(*at, FAILED, now).then(|| self.fall_back(&state, error, now))
    }

    fn store(&self, now: Timestamp, fetched: Result<T, OAuthError>) -> Result<Arc<T>, OAuthError> {
        let mut state = self.state();
        match fetched {
            Ok(document) => {
                let document = Arc::new(document);
                state.document = Some((Arc::clone(&document), now));
                state.failure = None;
                Ok(document)
            }
            Err(error) => {
                tracing::warn!(%error, "what a provider publishes could not be fetched");
                state.failure = Some((error.clone(), now));
                self.fall_back(&state, &error, now)
            }
        }
    }

    /// The document that is old but usable, in place of an error.
    fn fall_back(
        &self,
        state: &State<T>,
        error: &OAuthError,
        now: Timestamp,
    ) -> Result<Arc<T>, OAuthError> {
        match &state.document {
            Some((document, at)) if is_within(*at, self.usable, now) => Ok(Arc::clone(document)),
            _ => Err(error.clone()),
        }
    }

    /// The place of the one that asks.
    async fn board(&self) -> Result<tokio::sync::MutexGuard<'_, ()>, OAuthError> {
        // Its clock panics without a runtime.
        Handle::try_current().map_err(|_| OAuthError::NoRuntime)?;
        tokio::time::timeout(WAIT, self.flight.lock())
            .await
            .map_err(|_| OAuthError::Unreachable {
                host: "the provider".to_owned(),
                reason: "others wait for it already".to_owned(),
            })
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether less than `span` has passed. A clock that was set back makes everything old.
fn is_within(at: Timestamp, span: Duration, now: Timestamp) -> bool {
    at <= now && now < at + span
}

#[cfg(test)]
mod tests;
