use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// For how long connections are tested after the database was away.
const FRESH: Duration = Duration::from_secs(30);

/// How often an operation may be patient while the database is away.
const PROBE_EVERY: Duration = Duration::from_secs(10);

/// When the database was away last.
///
/// All connections of a pool may be broken then, and a statement that changes something cannot be
/// sent twice to find out.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    /// Whether there was any, so that nobody else asks what time it is.
    is_noted: AtomicBool,
    /// Whether nothing has gone well since.
    is_away: AtomicBool,
    last: Mutex<Option<Instant>>,
    /// When somebody waited for it with patience last.
    probed: Mutex<Option<Instant>>,
}

impl Trouble {
    /// The database is away.
    pub(super) fn note(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.is_noted.store(true, Ordering::Release);
        self.is_away.store(true, Ordering::Relaxed);
    }

    /// The database has done what it was asked.
    pub(super) fn end(&self) {
        // Nobody writes here while all is well.
        if self.is_away.load(Ordering::Relaxed) {
            self.is_away.store(false, Ordering::Relaxed);
        }
    }

    /// Whether an operation should give up soon: the database is away for all that is known.
    ///
    /// Now and then one may be patient all the same: it may take long to connect, and a database
    /// that nobody waits for would be away for ever.
    pub(super) fn is_hopeless(&self) -> bool {
        if !self.is_away.load(Ordering::Relaxed) {
            return false;
        }
        let mut probed = self.probed.lock().unwrap_or_else(PoisonError::into_inner);
        if probed.is_some_and(|probed| probed.elapsed() < PROBE_EVERY) {
            return true;
        }
        *probed = Some(Instant::now());
        false
    }

    /// Whether it was away just now.
    pub(super) fn is_fresh(&self) -> bool {
        if !self.is_noted.load(Ordering::Acquire) {
            return false;
        }
        // Held to the end, so that nothing that is noted meanwhile is forgotten.
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let is_fresh = last.is_some_and(|last| last.elapsed() < FRESH);
        if !is_fresh {
            self.is_noted.store(false, Ordering::Release);
        }
        is_fresh
    }
}
