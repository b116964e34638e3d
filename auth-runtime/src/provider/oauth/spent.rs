use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::Timestamp;

/// How many are remembered: a process that has more of them in a quarter of an hour forgets the
/// oldest, for which the provider refuses the code a second time.
const AT_MOST: usize = 50_000;

/// The `state` values that have come back. Each is good for one answer of a provider.
#[derive(Default)]
pub(crate) struct SpentStates(Mutex<Spent>);

#[derive(Default)]
struct Spent {
    known: HashSet<String>,
    /// In the order in which they came, with the moment from which the cookie would be refused.
    order: VecDeque<(Timestamp, String)>,
}

impl SpentStates {
    /// Notes a value that came back; `false` if it has come back before.
    ///
    /// It has to be remembered until `expires`, when its cookie is over.
    pub(crate) fn spend(&self, state: &str, now: Timestamp, expires: Timestamp) -> bool {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((end, _)) = spent.order.front()
            && (*end <= now || spent.order.len() >= AT_MOST)
        {
            if let Some((_, oldest)) = spent.order.pop_front() {
                spent.known.remove(&oldest);
            }
        }
        let is_new = spent.known.insert(state.to_owned());
        if is_new {
            spent.order.push_back((expires, state.to_owned()));
        }
        is_new
    }
}

impl fmt::Debug for SpentStates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SpentStates")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    #[test]
    fn each_counts_once() {
        let spent = SpentStates::default();
        assert!(spent.spend("a", at(0), at(900)));
        assert!(spent.spend("b", at(0), at(900)));
        assert!(!spent.spend("a", at(899), at(1799)));
        // Its cookie is over by now, and refuses it by itself.
        assert!(spent.spend("a", at(900), at(1800)));
    }

    #[test]
    fn memory_is_bounded() {
        let spent = SpentStates::default();
        for number in 0..=AT_MOST {
            assert!(spent.spend(&number.to_string(), at(0), at(900)));
        }
        assert_eq!(spent.0.lock().unwrap().known.len(), AT_MOST);
        assert!(!spent.spend(&AT_MOST.to_string(), at(0), at(900)));
    }
}
