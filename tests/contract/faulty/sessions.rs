use auth_runtime::Timestamp;
use auth_runtime::adapter::{AdapterError, SessionRecord, SessionStore, Slide};

use super::{Fault, Faulty, others_come_between};

impl SessionStore for Faulty {
    async fn create_session(&self, session: &SessionRecord) -> Result<(), AdapterError> {
        let mut session = session.clone();
        self.seen.lock().unwrap().sessions.push(session.clone());
        match self.fault {
            Fault::SessionIsOverwritten => {
                self.sessions.delete_session(&session.id).await?;
            }
            Fault::UserAgentIsForgotten => session.user_agent = None,
            _ => {}
        }
        self.sessions.create_session(&session).await
    }

    async fn session(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<SessionRecord>, AdapterError> {
        let now = self.moment(Fault::EndedSessionLoads, now);
        self.known(self.sessions.session(id, now).await?)
    }

    async fn slide_session(&self, id: &str, slide: Slide) -> Result<bool, AdapterError> {
        let beginning = Timestamp::from_unix_seconds(i64::MIN);
        let current = self.sessions.session(id, beginning).await?;
        match (self.fault, current) {
            (Fault::SlideBringsBack, None) => {
                let seen = self.seen.lock().unwrap().sessions.clone();
                let Some(mut session) = seen.into_iter().find(|session| session.id == id) else {
                    return Ok(false);
                };
                session.expires = slide.to;
                self.sessions.create_session(&session).await?;
                Ok(true)
            }
            (Fault::SlideIgnoresTheOldEnd, Some(session)) => {
                let slide = Slide {
                    from: session.expires,
                    ..slide
                };
                self.sessions.slide_session(id, slide).await
            }
            (Fault::SlideReadsThenWrites, Some(mut session)) if session.expires == slide.from => {
                others_come_between().await;
                (session.expires, session.last_seen) = (slide.to, Some(slide.seen));
                self.sessions.delete_session(id).await?;
                self.sessions.create_session(&session).await?;
                Ok(true)
            }
            (Fault::SlideKeepsLastSeen, Some(session)) => {
                let seen = session.last_seen.unwrap_or(slide.seen);
                self.sessions
                    .slide_session(id, Slide { seen, ..slide })
                    .await
            }
            _ => Ok(self.done(self.sessions.slide_session(id, slide).await?)),
        }
    }

    async fn delete_session(&self, id: &str) -> Result<bool, AdapterError> {
        Ok(self.done(self.sessions.delete_session(id).await?))
    }

    async fn sessions(
        &self,
        user_id: &str,
        now: Timestamp,
    ) -> Result<Vec<SessionRecord>, AdapterError> {
        let now = self.moment(Fault::EndedSessionIsListed, now);
        self.sessions.sessions(user_id, now).await
    }

    async fn delete_sessions(&self, user_id: &str) -> Result<u64, AdapterError> {
        let count = self.sessions.delete_sessions(user_id).await?;
        if self.has(Fault::SessionsOfAllAreDeleted) {
            let end = Timestamp::from_unix_seconds(i64::MAX);
            self.sessions.delete_expired_sessions(end, u32::MAX).await?;
        }
        Ok(if self.has(Fault::DeletionIsNotCounted) {
            count.min(1)
        } else {
            count
        })
    }

    async fn delete_expired_sessions(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<u64, AdapterError> {
        let now = self.end(Fault::LiveSessionsAreDeleted, now);
        let limit = self.limit(Fault::SessionLimitIsIgnored, limit);
        self.sessions.delete_expired_sessions(now, limit).await
    }
}
