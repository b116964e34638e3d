use ::redis::{FromRedisValue, Script, ScriptInvocation};

use super::RedisStore;
use super::link::Answer;
use crate::adapter::{AdapterError, Conflict, SessionRecord, SessionStore, Slide};
use crate::{Clock, Timestamp};

/// The longest that a key is kept: over three hundred years, which Redis can still count.
const LONGEST: i64 = 10_000_000_000;

/// User, end, creation, last use, user agent.
type Row = (String, i64, Option<i64>, Option<i64>, Option<String>);

impl RedisStore {
    /// A call of the script, with what every script is told first.
    fn call<'a>(&self, script: &'a Script) -> ScriptInvocation<'a> {
        let mut call = script.prepare_invoke();
        call.arg(&*self.prefix);
        call
    }

    async fn value<T: FromRedisValue>(
        &self,
        call: &ScriptInvocation<'_>,
    ) -> Result<T, AdapterError> {
        let Answer { value, .. } = self.link.run(call).await?;
        Ok(value)
    }

    /// The session, whether or not it has ended.
    async fn stored(&self, id: &str) -> Result<Option<SessionRecord>, AdapterError> {
        let mut call = self.call(&self.scripts.read);
        call.arg(id);
        let row: Option<Row> = self.value(&call).await?;
        Ok(row.map(|row| record(id.to_owned(), row)))
    }
}

impl SessionStore for RedisStore {
    async fn create_session(&self, session: &SessionRecord) -> Result<(), AdapterError> {
        let now = session.last_seen.or(session.created);
        let now = now.unwrap_or_else(|| Clock::system().now());
        let mut call = self.call(&self.scripts.create);
        call.arg(&session.id)
            .arg(&session.user_id)
            .arg(session.expires.unix_seconds())
            .arg(seconds(now, session.expires));
        if let Some(created) = session.created {
            call.arg("created").arg(created.unix_seconds());
        }
        if let Some(seen) = session.last_seen {
            call.arg("seen").arg(seen.unix_seconds());
        }
        if let Some(agent) = &session.user_agent {
            call.arg("agent").arg(agent);
        }
        let Answer { value, is_repeated } = self.link.run::<bool>(&call).await?;
        // What was sent twice may have arrived twice, and then the session that is in the way is this one.
        if value || is_repeated && self.stored(&session.id).await?.as_ref() == Some(session) {
            return Ok(());
        }
        Err(AdapterError::conflict(Conflict::Token))
    }

    async fn session(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<SessionRecord>, AdapterError> {
        let session = self.stored(id).await?;
        Ok(session.filter(|session| now < session.expires))
    }

    async fn slide_session(&self, id: &str, slide: Slide) -> Result<bool, AdapterError> {
        let mut call = self.call(&self.scripts.slide);
        call.arg(id)
            .arg(slide.from.unix_seconds())
            .arg(slide.to.unix_seconds())
            .arg(slide.seen.unix_seconds())
            .arg(seconds(slide.seen, slide.to));
        self.value(&call).await
    }

    async fn delete_session(&self, id: &str) -> Result<bool, AdapterError> {
        let mut call = self.call(&self.scripts.delete);
        call.arg(id);
        self.value(&call).await
    }

    async fn sessions(
        &self,
        user_id: &str,
        now: Timestamp,
    ) -> Result<Vec<SessionRecord>, AdapterError> {
        let mut call = self.call(&self.scripts.list);
        call.arg(user_id);
        let rows: Vec<(String, Row)> = self.value(&call).await?;
        let sessions = rows.into_iter().map(|(id, row)| record(id, row));
        Ok(sessions.filter(|session| now < session.expires).collect())
    }

    async fn delete_sessions(&self, user_id: &str) -> Result<u64, AdapterError> {
        let mut call = self.call(&self.scripts.delete_all);
        call.arg(user_id);
        self.value(&call).await
    }

    async fn delete_expired_sessions(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<u64, AdapterError> {
        let mut call = self.call(&self.scripts.sweep);
        call.arg(now.unix_seconds()).arg(limit);
        self.value(&call).await
    }
}

/// How long a key is kept that is written now and read until the end.
///
/// Counted from the moments that we are given, so the clocks of two machines need not agree.
fn seconds(now: Timestamp, end: Timestamp) -> i64 {
    let seconds = end.unix_seconds().saturating_sub(now.unix_seconds());
    // A session that is over already is kept for a moment: it is stored, and reads as over.
    seconds.clamp(1, LONGEST)
}

fn record(id: String, (user_id, expires, created, seen, agent): Row) -> SessionRecord {
    let mut session = SessionRecord::new(id, user_id, Timestamp::from_unix_seconds(expires));
    session.created = created.map(Timestamp::from_unix_seconds);
    session.last_seen = seen.map(Timestamp::from_unix_seconds);
    session.user_agent = agent;
    session
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_lasts_as_long_as_its_session_and_never_for_ever() {
        let at = Timestamp::from_unix_seconds;
        for (now, end, wanted) in [
            (100, 160, 60),
            (-100, 100, 200),
            (100, 100, 1),
            (100, 50, 1),
            (i64::MIN, i64::MAX, LONGEST),
            (0, i64::MAX, LONGEST),
        ] {
            assert_eq!(seconds(at(now), at(end)), wanted);
        }
    }
}
