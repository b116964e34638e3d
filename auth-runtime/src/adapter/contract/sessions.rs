use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::outcome::{Outcome, expect, expect_conflict, expect_none, expect_same, expect_some};
use super::sample::{
    AWKWARD, CROWD, ended_session, fresh, minutes, near_misses, now, session, together,
};
use crate::Timestamp;
use crate::adapter::{Conflict, SessionRecord, SessionStore, Slide};

type NewUser = dyn Fn() -> Pin<Box<dyn Future<Output = String> + Send>> + Send + Sync;

/// A store of sessions, and where their users come from.
pub(super) struct Stage<S> {
    pub(super) store: Arc<S>,
    new_user: Box<NewUser>,
}

impl<S> fmt::Debug for Stage<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stage")
    }
}

impl<S: SessionStore> Stage<S> {
    pub(super) fn new<F, R>(store: Arc<S>, new_user: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = String> + Send + 'static,
    {
        Self {
            store,
            new_user: Box::new(move || Box::pin(new_user())),
        }
    }

    /// The id of a user without sessions.
    pub(super) async fn owner(&self) -> String {
        (self.new_user)().await
    }

    /// A stored session of a new user.
    pub(super) async fn session(&self) -> Result<SessionRecord, super::outcome::Failure> {
        let session = session(&self.owner().await);
        self.store.create_session(&session).await?;
        Ok(session)
    }

    /// Every column, as far as the table has it.
    pub(super) fn expect_row(
        &self,
        what: &str,
        found: Option<&SessionRecord>,
        wanted: &SessionRecord,
    ) -> Outcome {
        expect_row(self.store.keeps_created(), what, found, wanted)
    }
}

/// Every column; those of a list may be left out if the table has none.
pub(super) fn expect_row(
    keeps_created: bool,
    what: &str,
    found: Option<&SessionRecord>,
    wanted: &SessionRecord,
) -> Outcome {
    let found = expect_some(what, found)?;
    expect_same(&format!("the id of {what}"), &found.id, &wanted.id)?;
    expect_same(
        &format!("the user of {what}"),
        &found.user_id,
        &wanted.user_id,
    )?;
    expect_same(
        &format!("the end of {what}"),
        &found.expires,
        &wanted.expires,
    )?;
    if keeps_created || found.created.is_some() {
        expect_same(
            &format!("`created` of {what}"),
            &found.created,
            &wanted.created,
        )?;
    }
    if keeps_created || found.last_seen.is_some() {
        let (found, wanted) = (&found.last_seen, &wanted.last_seen);
        expect_same(&format!("`last_seen` of {what}"), found, wanted)?;
    }
    if keeps_created || found.user_agent.is_some() {
        let (found, wanted) = (&found.user_agent, &wanted.user_agent);
        expect_same(&format!("`user_agent` of {what}"), found, wanted)?;
    }
    Ok(())
}

pub(super) async fn a_session_is_kept_as_it_is<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let session = stage.session().await?;
    let found = stage.store.session(&session.id, now()).await?;
    stage.expect_row("the session", found.as_ref(), &session)
}

pub(super) async fn optional_values_stay_none<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let owner = stage.owner().await;
    let session = SessionRecord::new(fresh("session"), &owner, now() + minutes(10));
    stage.store.create_session(&session).await?;
    let found = stage.store.session(&session.id, now()).await?;
    stage.expect_row("the session", found.as_ref(), &session)?;
    let mut session = self::session(&owner);
    session.user_agent = Some(String::new());
    stage.store.create_session(&session).await?;
    let found = stage.store.session(&session.id, now()).await?;
    stage.expect_row("the session", found.as_ref(), &session)
}

pub(super) async fn an_unknown_session_is_none<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    stage.session().await?;
    for id in [fresh("session"), String::new()] {
        let found = stage.store.session(&id, now()).await?;
        expect_none(&format!("the id {id:?}"), found.as_ref())?;
    }
    Ok(())
}

pub(super) async fn creation_never_overwrites_an_id<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let first = stage.session().await?;
    let mut second = session(&stage.owner().await);
    second.id.clone_from(&first.id);
    second.expires = first.expires + minutes(10);
    let refused = stage.store.create_session(&second).await;
    expect_conflict("a session with a taken id", refused, Conflict::Token)?;
    let found = stage.store.session(&first.id, now()).await?;
    stage.expect_row("the session that had the id", found.as_ref(), &first)?;
    let list = stage.store.sessions(&second.user_id, now()).await?;
    expect(
        list.is_empty(),
        "no session of the user who was refused one",
    )
}

pub(super) async fn a_session_ends_at_its_second<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let session = stage.session().await?;
    let second = Duration::from_secs(1);
    let found = stage
        .store
        .session(&session.id, session.expires - second)
        .await?;
    stage.expect_row(
        "the session a second before its end",
        found.as_ref(),
        &session,
    )?;
    for late in [
        session.expires,
        session.expires + second,
        session.expires + minutes(60),
    ] {
        let found = stage.store.session(&session.id, late).await?;
        expect_none("a session at or after its end", found.as_ref())?;
    }
    Ok(())
}

pub(super) async fn a_session_that_was_over_never_loads<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    let session = ended_session(&stage.owner().await);
    stage.store.create_session(&session).await?;
    let found = stage.store.session(&session.id, now()).await?;
    expect_none("a session that was over when it was stored", found.as_ref())?;
    let list = stage.store.sessions(&session.user_id, now()).await?;
    expect(list.is_empty(), "no ended session in a list")
}

pub(super) async fn a_deleted_session_is_gone<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let (first, second) = (stage.session().await?, stage.session().await?);
    let is_there = stage.store.delete_session(&first.id).await?;
    expect(is_there, "the deletion to find the session")?;
    let found = stage.store.session(&first.id, now()).await?;
    expect_none("a deleted session", found.as_ref())?;
    let is_there = stage.store.delete_session(&first.id).await?;
    expect(!is_there, "a second deletion to be `false`")?;
    let found = stage.store.session(&second.id, now()).await?;
    stage.expect_row("another session", found.as_ref(), &second)
}

pub(super) async fn deleting_no_session_is_false<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let is_there = stage.store.delete_session(&fresh("session")).await?;
    expect(
        !is_there,
        "the deletion of an unknown session to be `false`",
    )
}

pub(super) async fn ids_match_exactly<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let session = stage.session().await?;
    let slide = Slide {
        from: session.expires,
        to: session.expires + minutes(1),
        seen: now(),
    };
    for near in near_misses(&session.id) {
        let found = stage.store.session(&near, now()).await?;
        expect_none(&format!("the id {near:?}"), found.as_ref())?;
        let is_there = stage.store.slide_session(&near, slide).await?;
        expect(!is_there, format_args!("no slide of the id {near:?}"))?;
        let is_there = stage.store.delete_session(&near).await?;
        expect(!is_there, format_args!("no deletion of the id {near:?}"))?;
    }
    let found = stage.store.session(&session.id, now()).await?;
    stage.expect_row("the session", found.as_ref(), &session)
}

pub(super) async fn awkward_and_long_values_are_kept<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let owner = stage.owner().await;
    let awkward = AWKWARD.iter().map(|text| {
        let mut session = session(&owner);
        session.id = format!("{text}{}", session.id);
        session.user_agent = Some((*text).to_owned());
        session
    });
    let mut long = session(&owner);
    long.id = format!("{:x<255}", long.id);
    long.user_agent = Some("é".repeat(256));
    for session in awkward.chain([long]) {
        stage.store.create_session(&session).await?;
        let found = stage.store.session(&session.id, now()).await?;
        stage.expect_row("the session", found.as_ref(), &session)?;
        let list = stage.store.sessions(&owner, now()).await?;
        let listed = list.iter().find(|listed| listed.id == session.id);
        stage.expect_row("the session in the list", listed, &session)?;
        let is_there = stage.store.delete_session(&session.id).await?;
        expect(is_there, "the deletion to find the session")?;
    }
    Ok(())
}

pub(super) async fn a_session_can_last_long<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let mut session = session(&stage.owner().await);
    session.expires = Timestamp::from_unix_seconds(4_102_444_800);
    stage.store.create_session(&session).await?;
    let found = stage
        .store
        .session(&session.id, session.expires - minutes(1))
        .await?;
    stage.expect_row("a session until 2100", found.as_ref(), &session)?;
    // A store whose rows end by themselves would keep it as long.
    stage.store.delete_session(&session.id).await?;
    Ok(())
}

pub(super) async fn of_many_that_create_one_does<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let id = fresh("session");
    let mut rows = Vec::new();
    for _ in 0..CROWD {
        let mut row = session(&stage.owner().await);
        row.id.clone_from(&id);
        rows.push(row);
    }
    let created = together(rows.iter().cloned().map(|row| {
        let store = Arc::clone(&stage.store);
        async move { store.create_session(&row).await }
    }));
    let mut winner = None;
    for (created, row) in created.await.into_iter().zip(&rows) {
        match created {
            Ok(()) => expect(winner.replace(row).is_none(), "one session of one id")?,
            refused => expect_conflict("a taken id", refused, Conflict::Token)?,
        }
    }
    let winner = expect_some("one of many to create the session", winner)?;
    let found = stage.store.session(&id, now()).await?;
    stage.expect_row("the session", found.as_ref(), winner)?;
    for row in &rows {
        let list = stage.store.sessions(&row.user_id, now()).await?;
        let wanted = usize::from(row.user_id == winner.user_id);
        expect_same("the length of a list", &list.len(), &wanted)?;
    }
    Ok(())
}
