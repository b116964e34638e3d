//! The mails of the last so many seconds, by a key.

use std::collections::hash_map::{Entry, HashMap};
use std::collections::vec_deque::VecDeque;

use super::Limit;
use crate::Timestamp;

/// What is counted, short enough to be kept whatever it stands for.
pub(super) type Key = [u8; 16];

/// A window that slides: at no time are there more than the limit in the period that ends then.
pub(super) struct Window {
    limit: Limit,
    /// How many events are kept. When there are more, the oldest is forgotten.
    most: usize,
    /// Oldest first.
    events: VecDeque<(Timestamp, Key)>,
    /// How many events of each key there are.
    counts: HashMap<Key, u32>,
}

impl Window {
    pub(super) fn new(limit: Limit, most: usize) -> Self {
        Self {
            limit,
            most,
            events: VecDeque::new(),
            counts: HashMap::new(),
        }
    }

    /// Whether one more is within the limit.
    pub(super) fn has_room(&mut self, key: &Key, now: Timestamp) -> bool {
        let period = self.limit.period.as_secs();
        while let Some((at, _)) = self.events.front() {
            // In both directions: a clock that was set back must not keep people out until it is there again.
            if at.unix_seconds().abs_diff(now.unix_seconds()) < period {
                break;
            }
            self.forget_oldest();
        }
        self.counts.get(key).copied().unwrap_or_default() < self.limit.count
    }

    pub(super) fn count(&mut self, key: Key, now: Timestamp) {
        if self.events.len() >= self.most {
            self.forget_oldest();
        }
        self.events.push_back((now, key));
        *self.counts.entry(key).or_default() += 1;
    }

    fn forget_oldest(&mut self) {
        let Some((_, key)) = self.events.pop_front() else {
            return;
        };
        if let Entry::Occupied(mut count) = self.counts.entry(key) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const LIMIT: Limit = Limit {
        count: 2,
        period: Duration::from_secs(10),
    };

    fn admits(window: &mut Window, name: u8, seconds: i64) -> bool {
        let (key, now) = ([name; 16], Timestamp::from_unix_seconds(seconds));
        let admits = window.has_room(&key, now);
        if admits {
            window.count(key, now);
        }
        admits
    }

    #[test]
    fn slides() {
        let mut window = Window::new(LIMIT, 100);
        for (seconds, expected) in [
            (0, true),
            (6, true),
            (7, false),
            (9, false),
            (10, true),
            (15, false),
            (16, true),
            (16, false),
        ] {
            assert_eq!(admits(&mut window, 1, seconds), expected, "at {seconds}");
        }
        assert!(admits(&mut window, 2, 16), "another key counts for itself");
    }

    #[test]
    fn a_clock_that_was_set_back_keeps_nobody_out() {
        let mut window = Window::new(LIMIT, 100);
        assert!(admits(&mut window, 1, 1_000_000));
        assert!(admits(&mut window, 1, 1_000_000));
        assert!(!admits(&mut window, 1, 999_995));
        assert!(admits(&mut window, 1, 500));
    }

    #[test]
    fn memory_has_a_bound() {
        let mut window = Window::new(LIMIT, 3);
        for name in 1..=200 {
            assert!(admits(&mut window, name, 0));
        }
        assert_eq!((window.events.len(), window.counts.len()), (3, 3));
        // 198, 199 and 200 are remembered, and the oldest makes room.
        assert!(admits(&mut window, 200, 0));
        assert!(!admits(&mut window, 200, 0));
        assert_eq!((window.events.len(), window.counts.len()), (3, 2));
    }

    #[test]
    fn nothing_is_left_when_the_period_is_over() {
        let mut window = Window::new(LIMIT, 100);
        assert!(admits(&mut window, 1, 0));
        assert!(window.has_room(&[2; 16], Timestamp::from_unix_seconds(10)));
        assert!(window.events.is_empty() && window.counts.is_empty());
    }
}
