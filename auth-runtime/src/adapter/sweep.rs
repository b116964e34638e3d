use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::Timestamp;

/// How often rows that are over are deleted along the way.
const EVERY: Duration = Duration::from_secs(10 * 60);

/// Whose turn it is to delete rows that are over, so that nobody has to plan it.
#[derive(Debug)]
pub(crate) struct Sweep {
    /// When it was done last, in seconds since 1970.
    last: AtomicI64,
}

impl Sweep {
    /// How many rows are deleted at once: whoever signs in waits for it.
    pub(crate) const AT_MOST: u32 = 1000;

    /// Whether it is time, and nobody else has taken the turn.
    pub(crate) fn has_turn(&self, now: Timestamp) -> bool {
        let last = self.last.load(Ordering::Relaxed);
        let is_due = last == i64::MIN || Timestamp::from_unix_seconds(last) + EVERY <= now;
        let seconds = now.unix_seconds();
        is_due
            && self
                .last
                .compare_exchange(last, seconds, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }
}

impl Default for Sweep {
    fn default() -> Self {
        Self {
            last: AtomicI64::new(i64::MIN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_turn_in_ten_minutes() {
        let sweep = Sweep::default();
        for (seconds, has_turn) in [(0, true), (599, false), (600, true), (601, false)] {
            let now = Timestamp::from_unix_seconds(seconds);
            assert_eq!(sweep.has_turn(now), has_turn, "{seconds}");
        }
    }
}
