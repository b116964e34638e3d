use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use std::time::Duration;

use crate::Timestamp;

/// How many sessions are remembered. Forgetting one costs a statement that changes nothing.
const MOST: usize = 1024;

/// Which sessions this process has moved, so that many reads of one session make one write.
///
/// Between processes the statement itself decides: it moves a session only from the end that was read.
#[derive(Default)]
pub(super) struct Slides(Mutex<HashMap<String, Moved>>);

/// How long a slide is remembered: longer than any read takes. A database that has lost it since,
/// because it was set back, gets it again.
const REMEMBERED: Duration = Duration::from_secs(60);

/// A session that was moved.
struct Moved {
    /// When it was last used, as the read said that moved it.
    seen: Timestamp,
    at: Timestamp,
}

/// The one read that moves a session. Dropped before it is done, as when the client goes away, the
/// next read tries again.
pub(super) struct Turn<'a> {
    slides: &'a Slides,
    id: &'a str,
    is_done: bool,
}

impl Slides {
    /// The turn to move the session that was last used at `seen`; `None` if another read has had it.
    pub(super) fn begin<'a>(
        &'a self,
        id: &'a str,
        seen: Timestamp,
        now: Timestamp,
    ) -> Option<Turn<'a>> {
        let mut moved = self.moved();
        let known = moved.get(id);
        if known.is_some_and(|known| known.seen == seen && now < known.at + REMEMBERED) {
            return None;
        }
        if moved.len() >= MOST {
            moved.clear();
        }
        moved.insert(id.to_owned(), Moved { seen, at: now });
        Some(Turn {
            slides: self,
            id,
            is_done: false,
        })
    }

    fn moved(&self) -> MutexGuard<'_, HashMap<String, Moved>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    /// The session has been moved.
    pub(super) fn done(mut self) {
        self.is_done = true;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.is_done {
            self.slides.moved().remove(self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_read_moves_a_session_and_one_that_gave_up_lets_the_next_try() {
        let slides = Slides::default();
        let [first, second] = [1, 2].map(Timestamp::from_unix_seconds);
        let now = Timestamp::from_unix_seconds(1000);
        let turn = slides.begin("a", first, now).unwrap();
        assert!(slides.begin("a", first, now).is_none());
        assert!(slides.begin("b", first, now).is_some());
        drop(turn);
        slides.begin("a", first, now).unwrap().done();
        assert!(slides.begin("a", first, now).is_none());
        assert!(slides.begin("a", second, now).is_some());
        assert!(slides.begin("a", second, now + REMEMBERED).is_some());
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let slides = Slides::default();
        for number in 0..3 * MOST {
            let id = number.to_string();
            let moment = Timestamp::default();
            slides.begin(&id, moment, moment).unwrap().done();
        }
        assert!(slides.moved().len() <= MOST);
    }
}
