//! Many reads of a session, one request for its tokens.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::OAuthClient;
use super::refresh::{RefreshError, Tokens};
use crate::{Secret, Timestamp};

/// How many refresh tokens are known at once.
const MOST: usize = 10_000;

/// For how long new tokens are kept for those who still come with the old one; and, after that, for
/// how long the new refresh token is.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// How long before its end an access token is not handed out again.
const MARGIN: i64 = 60;

/// For how long tokens are kept whose end the provider does not tell.
const ENDLESS: Duration = Duration::from_secs(60);

/// For how long a failure is the answer to all who come with the same token.
const FAILED: Duration = Duration::from_secs(2);

/// How long a read waits for the request that another one has begun.
const WAIT: Duration = Duration::from_secs(30);

/// The requests that are on their way, and those that are back.
pub(super) struct Refreshes {
    client: OAuthClient,
    most: usize,
    flights: Mutex<HashMap<Key, Flight>>,
}

/// A hash of the refresh token: the token itself is not kept.
type Key = [u8; 32];

type Outcome = Result<Tokens, RefreshError>;

struct Flight {
    outcome: watch::Receiver<Option<Outcome>>,
    /// Once the outcome is there.
    landed: Option<Landed>,
}

#[derive(Clone, Copy)]
struct Landed {
    /// Until when the outcome is the answer.
    until: Timestamp,
    /// Until when it is known which refresh token has taken the place of this one.
    kept: Timestamp,
}

impl Refreshes {
    pub(super) fn new(client: OAuthClient) -> Self {
        Self::with_room_for(MOST, client)
    }

    fn with_room_for(most: usize, client: OAuthClient) -> Self {
        Self {
            client,
            most,
            flights: Mutex::new(HashMap::new()),
        }
    }

    pub(super) async fn refresh(self: &Arc<Self>, refresh_token: &str) -> Outcome {
        let mut outcome = self.board(refresh_token)?;
        let landed = tokio::time::timeout(WAIT, outcome.wait_for(Option::is_some)).await;
        match landed {
            Ok(Ok(outcome)) => outcome.clone().unwrap_or(Err(RefreshError::Unavailable)),
            // It takes too long, or its runtime is gone.
            _ => Err(RefreshError::Unavailable),
        }
    }

    /// The request for this token: one that is known, or a new one.
    fn board(
        self: &Arc<Self>,
        refresh_token: &str,
    ) -> Result<watch::Receiver<Option<Outcome>>, RefreshError> {
        let runtime = Handle::try_current().map_err(|_| RefreshError::Unavailable)?;
        let now = self.client.0.clock.now();
        let mut flights = self.flights();
        let refresh_token = newest(&flights, refresh_token, now);
        let key = key(&refresh_token);
        if let Some(known) = flights.get(&key).filter(|flight| flight.is_usable(now)) {
            return Ok(known.outcome.clone());
        }
        make_room(&mut flights, self.most, now)?;
        let (sender, receiver) = watch::channel(None);
        let flight = Flight {
            outcome: receiver.clone(),
            landed: None,
        };
        flights.insert(key, flight);
        drop(flights);

        // In a task of its own: a client that hangs up must not lose a token that is used up.
        let refreshes = Arc::clone(self);
        runtime.spawn(async move {
            let answer = refreshes.client.refresh(refresh_token.expose_secret());
            let outcome = answer.await.map_err(|error| {
                tracing::warn!(provider = refreshes.client.id(), %error, "no new access token");
                RefreshError::from(&error)
            });
            refreshes.land(key, outcome, &sender);
        });
        Ok(receiver)
    }

    /// Notes until when the outcome is kept, and tells all who wait for it.
    fn land(&self, key: Key, outcome: Outcome, sender: &watch::Sender<Option<Outcome>>) {
        let until = until(&outcome, self.client.0.clock.now());
        let kept = match outcome {
            Ok(_) => until + LONGEST,
            Err(_) => until,
        };
        let mut flights = self.flights();
        if let Entry::Occupied(mut flight) = flights.entry(key) {
            flight.get_mut().landed = Some(Landed { until, kept });
        }
        sender.send_replace(Some(outcome));
    }

    fn flights(&self) -> MutexGuard<'_, HashMap<Key, Flight>> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Flight {
    /// Whether its outcome is the answer.
    fn is_usable(&self, now: Timestamp) -> bool {
        match self.landed {
            Some(landed) => now < landed.until,
            None => self.is_on_its_way(),
        }
    }

    /// Whether anything is still to be known of it.
    fn is_known(&self, now: Timestamp) -> bool {
        match self.landed {
            Some(landed) => now < landed.kept,
            None => self.is_on_its_way(),
        }
    }

    /// Whether it will land; its runtime may have ended before it.
    fn is_on_its_way(&self) -> bool {
        self.outcome.has_changed().is_ok()
    }

    /// The refresh token that came with the outcome.
    fn next(&self) -> Option<Secret<String>> {
        match &*self.outcome.borrow() {
            Some(Ok(tokens)) => Some(tokens.refresh_token.clone()),
            _ => None,
        }
    }
}

fn key(refresh_token: &Secret<String>) -> Key {
    Sha256::digest(refresh_token.expose_secret()).into()
}

/// The refresh token that has taken the place of this one: a provider that accepts each only once
/// takes one that comes late for stolen, and ends all that came of it.
fn newest(flights: &HashMap<Key, Flight>, refresh_token: &str, now: Timestamp) -> Secret<String> {
    let mut newest = Secret::from(refresh_token);
    // There are no more steps than flights, unless the provider gives an older token again.
    for _ in 0..flights.len() {
        let over = flights
            .get(&key(&newest))
            .filter(|flight| !flight.is_usable(now) && flight.is_known(now));
        match over.and_then(Flight::next) {
            Some(next) if next.expose_secret() != newest.expose_secret() => newest = next,
            _ => break,
        }
    }
    newest
}

/// Forgets what is over and, if that is not enough, what is over soonest; what is on its way stays.
fn make_room(
    flights: &mut HashMap<Key, Flight>,
    most: usize,
    now: Timestamp,
) -> Result<(), RefreshError> {
    if flights.len() < most {
        return Ok(());
    }
    flights.retain(|_, flight| flight.is_known(now));
    if flights.len() < most {
        return Ok(());
    }
    let landed = |(key, flight): (&Key, &Flight)| Some((flight.landed?.kept, *key));
    let (_, soonest) = flights
        .iter()
        .filter_map(landed)
        .min()
        .ok_or(RefreshError::Unavailable)?;
    flights.remove(&soonest);
    Ok(())
}

fn until(outcome: &Outcome, now: Timestamp) -> Timestamp {
    let Ok(tokens) = outcome else {
        return now + FAILED;
    };
    let Some(end) = tokens.expires_at else {
        return now + ENDLESS;
    };
    let end = end.unix_seconds();
    let lifetime = end.saturating_sub(now.unix_seconds());
    let last = end.saturating_sub(MARGIN.min(lifetime / 2));
    Timestamp::from_unix_seconds(last).min(now + LONGEST)
}

#[cfg(test)]
mod tests;
