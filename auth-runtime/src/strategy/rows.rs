//! Sessions as rows: read, slide, end. Nothing here depends on the application's types.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue, header};

use super::id_cookie::{IdCookie, SessionIds, new_id};
use super::slides::Slides;
use crate::adapter::{AdapterError, ErasedSessions, SessionRecord, Slide, Sweep, UserRecord};
use crate::core::Core;
use crate::random_text::hash;
use crate::{Error, Timestamp};

/// The longest part of a `User-Agent` that is kept, in bytes.
const LONGEST_USER_AGENT: usize = 512;

/// The application's database, as sessions need it.
pub struct Rows {
    adapter: Arc<dyn ErasedSessions>,
    ids: SessionIds,
    slides: Slides,
    sweep: Sweep,
}

/// What a read found.
pub(super) struct Found {
    /// The user, and when the session ends.
    pub(super) session: Option<(UserRecord, Timestamp)>,
    pub(super) cookies: Vec<HeaderValue>,
}

impl Rows {
    pub(crate) fn new(adapter: Arc<dyn ErasedSessions>, ids: SessionIds) -> Self {
        Self {
            adapter,
            ids,
            slides: Slides::default(),
            sweep: Sweep::default(),
        }
    }

    /// The session of the cookie, with its user: one query, and a write if the session is due to slide.
    ///
    /// It slides only for somebody who can hand the cookie on: the row must not outlive what the browser has.
    pub(super) async fn read(
        &self,
        core: &Core,
        headers: &HeaderMap,
        may_slide: bool,
    ) -> Result<Found, Error> {
        let cookie = IdCookie::open(core, headers, self.ids);
        let now = core.clock.now();
        let found = match &cookie.stored {
            Some(id) => self.adapter.session_and_user(id, now).await?,
            None => None,
        };
        let live = found.and_then(|(session, user)| {
            let expires = end(core, &session);
            (now < expires).then_some((session, user, expires))
        });
        let Some((session, user, expires)) = live else {
            return Ok(Found {
                session: None,
                cookies: cookie.delete(),
            });
        };
        let later = if may_slide {
            self.slide(core, &session, expires, now).await
        } else {
            None
        };
        let (expires, cookies) = match later {
            Some(later) => (later, cookie.keep(later)?),
            None => (expires, Vec::new()),
        };
        Ok(Found {
            session: Some((user, expires)),
            cookies,
        })
    }

    /// The session's later end, if this read has moved it.
    ///
    /// The session was read all the same, so a database that went away just now is not this request's
    /// problem: a later read moves it.
    async fn slide(
        &self,
        core: &Core,
        session: &SessionRecord,
        expires: Timestamp,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let (seen, created) = times(core, session);
        // Without its beginning no one knows when an absolute lifetime is over: the end stays.
        let is_counted = core.lifetimes.max_lifetime.is_none() || session.created.is_some();
        let to = core.lifetimes.expiry(now, created).max(expires);
        let is_news = to > expires || seen < now;
        if !core.lifetimes.is_due(now, seen, expires) || !is_counted || !is_news {
            return None;
        }
        let turn = self.slides.begin(&session.id, seen, now)?;
        let slide = Slide {
            from: session.expires,
            to,
            seen: now,
        };
        match self.adapter.slide_session(&session.id, slide).await {
            Ok(is_moved) => {
                turn.done();
                // The list of sessions has a new moment all the same.
                (is_moved && to > expires).then_some(to)
            }
            Err(error) => {
                tracing::warn!(%error, "a session could not be renewed; the next read tries again");
                None
            }
        }
    }

    /// Starts a session for the user. The one that the browser had before is over.
    pub(super) async fn start(
        &self,
        core: &Core,
        headers: &HeaderMap,
        user_id: &str,
    ) -> Result<Vec<HeaderValue>, Error> {
        let now = core.clock.now();
        let cookie = IdCookie::open(core, headers, self.ids);
        let (id, stored) = new_id(self.ids)?;
        let mut session = SessionRecord::new(stored, user_id, core.lifetimes.expiry(now, now));
        session.created = Some(now);
        session.last_seen = Some(now);
        session.user_agent = user_agent(headers);
        self.adapter.create_session(&session).await?;
        if let Some(before) = &cookie.stored
            && let Err(error) = self.adapter.delete_session(before).await
        {
            tracing::warn!(%error, "the session before the sign-in could not be deleted");
        }
        self.sweep(now).await;
        cookie.store(&id, session.expires)
    }

    /// Ends the session of the cookie: its user, if there was one, and the cookies that delete it.
    pub(super) async fn end(&self, core: &Core, headers: &HeaderMap) -> Result<Found, Error> {
        let cookie = IdCookie::open(core, headers, self.ids);
        let mut ended = None;
        if let Some(id) = &cookie.stored {
            let found = self.adapter.session_and_user(id, core.clock.now()).await;
            // Whoever cannot be read can leave all the same.
            self.adapter.delete_session(id).await?;
            match found {
                Ok(found) => ended = found.map(|(session, user)| (user, session.expires)),
                Err(error) => tracing::error!(%error, "the user who signed out could not be read"),
            }
        }
        Ok(Found {
            session: ended,
            cookies: cookie.delete(),
        })
    }

    /// The sessions of a user that have not ended, the one used last first.
    pub(crate) async fn list(
        &self,
        core: &Core,
        user_id: &str,
    ) -> Result<Vec<SessionRecord>, AdapterError> {
        let now = core.clock.now();
        let mut sessions = self.adapter.sessions(user_id, now).await?;
        sessions.retain(|session| now < end(core, session));
        sessions.sort_by_key(|session| std::cmp::Reverse((session.last_seen, session.expires)));
        Ok(sessions)
    }

    /// Ends every session of a user.
    pub(crate) async fn end_all(&self, user_id: &str) -> Result<u64, AdapterError> {
        self.adapter.delete_sessions(user_id).await
    }

    /// Ends the session of this stored id.
    pub(crate) async fn end_one(&self, id: &str) -> Result<bool, AdapterError> {
        self.adapter.delete_session(id).await
    }

    /// The id of the request's own session, as the table holds it.
    pub(crate) fn current(&self, core: &Core, headers: &HeaderMap) -> Option<String> {
        IdCookie::open(core, headers, self.ids).stored
    }

    /// What a session is called outside: it tells sessions apart and opens none of them.
    pub(crate) fn public_id(stored: &str) -> String {
        hash(stored)[..32].to_owned()
    }

    /// Deletes at most `limit` sessions that are over.
    pub(crate) async fn delete_expired(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<u64, AdapterError> {
        self.adapter.delete_expired_sessions(now, limit).await
    }

    /// Now and then a sign-in takes out the rubbish, so that nobody has to plan it.
    async fn sweep(&self, now: Timestamp) {
        if self.sweep.has_turn(now)
            && let Err(error) = self.delete_expired(now, Sweep::AT_MOST).await
        {
            tracing::warn!(%error, "sessions that are over could not be deleted");
        }
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rows")
    }
}

/// When the session was used last, and when it began. Where the table does not say, the end tells the first.
fn times(core: &Core, session: &SessionRecord) -> (Timestamp, Timestamp) {
    let seen = session
        .last_seen
        .unwrap_or_else(|| session.expires - core.lifetimes.max_age);
    (seen, session.created.unwrap_or(seen))
}

/// When the session ends. The settings may have become stricter since the row was written: the earlier
/// end counts.
fn end(core: &Core, session: &SessionRecord) -> Timestamp {
    let (seen, created) = times(core, session);
    session.expires.min(core.lifetimes.expiry(seen, created))
}

/// The browser's name for itself, cut to what a list can show.
fn user_agent(headers: &HeaderMap) -> Option<String> {
    let name = headers.get(header::USER_AGENT)?.to_str().ok()?;
    // A header that is text is ASCII, so every byte ends a character.
    Some(name[..name.len().min(LONGEST_USER_AGENT)].to_owned())
}
