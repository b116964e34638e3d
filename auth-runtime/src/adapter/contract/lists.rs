use std::time::Duration;

use super::outcome::{Outcome, expect, expect_none, expect_same};
use super::sample::{ended_session, fresh, minutes, near_misses, now, session};
use super::sessions::Stage;
use super::slides::slide;
use crate::Timestamp;
use crate::adapter::{AdapterError, SessionRecord, SessionStore};

/// The sessions of a user, whatever their order.
async fn expect_list<S: SessionStore>(
    stage: &Stage<S>,
    user_id: &str,
    at: Timestamp,
    wanted: &[&SessionRecord],
) -> Outcome {
    let found = stage.store.sessions(user_id, at).await?;
    expect_same("the length of the list", &found.len(), &wanted.len())?;
    for wanted in wanted {
        let same = found.iter().find(|found| found.id == wanted.id);
        stage.expect_row("the session in the list", same, wanted)?;
    }
    Ok(())
}

pub(super) async fn a_list_has_the_sessions_of_its_user<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    let (ada, grace) = (stage.owner().await, stage.owner().await);
    expect_list(stage, &ada, now(), &[]).await?;
    let (first, second, other) = (session(&ada), session(&ada), session(&grace));
    for session in [&first, &other, &second] {
        stage.store.create_session(session).await?;
    }
    expect_list(stage, &ada, now(), &[&first, &second]).await?;
    expect_list(stage, &grace, now(), &[&other]).await?;
    expect_list(stage, &fresh("nobody"), now(), &[]).await
}

pub(super) async fn a_list_shows_what_was_stored<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let owner = stage.owner().await;
    let mut rows = Vec::new();
    for index in 0..5 {
        let mut row = session(&owner);
        row.created = Some(now() - minutes(index));
        row.last_seen = Some(now() - Duration::from_secs(index));
        row.user_agent = (index > 0).then(|| format!("Browser/{index}"));
        row.expires = now() + minutes(10 + index);
        stage.store.create_session(&row).await?;
        rows.push(row);
    }
    let rows: Vec<_> = rows.iter().collect();
    expect_list(stage, &owner, now(), &rows).await
}

pub(super) async fn a_list_leaves_out_what_has_ended<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let owner = stage.owner().await;
    let (short, mut long, over) = (session(&owner), session(&owner), ended_session(&owner));
    long.expires = short.expires + minutes(10);
    for session in [&short, &long, &over] {
        stage.store.create_session(session).await?;
    }
    let second = Duration::from_secs(1);
    expect_list(stage, &owner, now(), &[&short, &long]).await?;
    expect_list(stage, &owner, short.expires - second, &[&short, &long]).await?;
    expect_list(stage, &owner, short.expires, &[&long]).await?;
    expect_list(stage, &owner, long.expires, &[]).await
}

pub(super) async fn a_list_follows_slides_and_deletions<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    let owner = stage.owner().await;
    let (mut first, second) = (session(&owner), session(&owner));
    for session in [&first, &second] {
        stage.store.create_session(session).await?;
    }
    let slide = slide(first.expires, minutes(10));
    stage.store.slide_session(&first.id, slide).await?;
    (first.expires, first.last_seen) = (slide.to, Some(slide.seen));
    expect_list(stage, &owner, now(), &[&first, &second]).await?;
    expect_list(stage, &owner, second.expires, &[&first]).await?;
    stage.store.delete_session(&first.id).await?;
    expect_list(stage, &owner, now(), &[&second]).await
}

pub(super) async fn owners_match_exactly<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let session = stage.session().await?;
    for near in near_misses(&session.user_id) {
        expect_list(stage, &near, now(), &[]).await?;
        let deleted = stage.store.delete_sessions(&near).await?;
        expect_same(&format!("what is deleted of {near:?}"), &deleted, &0)?;
    }
    expect_list(stage, &session.user_id, now(), &[&session]).await
}

pub(super) async fn deleting_all_counts_and_leaves_others_alone<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    let bystander = stage.session().await?;
    let owner = stage.owner().await;
    let none = stage.store.delete_sessions(&owner).await?;
    expect_same("what is deleted of a user without sessions", &none, &0)?;
    let rows: Vec<_> = (0..3).map(|_| session(&owner)).collect();
    for row in &rows {
        stage.store.create_session(row).await?;
    }
    for wanted in [3, 0] {
        let deleted = stage.store.delete_sessions(&owner).await?;
        expect_same("how many sessions are deleted", &deleted, &wanted)?;
    }
    for row in &rows {
        let found = stage.store.session(&row.id, now()).await?;
        expect_none("a deleted session", found.as_ref())?;
    }
    expect_list(stage, &owner, now(), &[]).await?;
    let found = stage.store.session(&bystander.id, now()).await?;
    stage.expect_row("another user's session", found.as_ref(), &bystander)?;
    // The user can sign in again.
    let next = session(&owner);
    stage.store.create_session(&next).await?;
    expect_list(stage, &owner, now(), &[&next]).await
}

/// Deletes all that has ended, a few at a time, whoever has stored it.
async fn sweep<S: SessionStore>(store: &S, now: Timestamp) -> Result<(), AdapterError> {
    while store.delete_expired_sessions(now, 1_000).await? > 0 {}
    Ok(())
}

pub(super) async fn ended_sessions_are_deleted_in_batches<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    let store = &stage.store;
    let now = now();
    // What others left would count as ours.
    sweep(&**store, now).await?;
    let mut ended = Vec::new();
    for _ in 0..5 {
        let row = ended_session(&stage.owner().await);
        store.create_session(&row).await?;
        ended.push(row);
    }
    let none = store.delete_expired_sessions(now, 0).await?;
    expect_same("what a limit of 0 deletes", &none, &0)?;
    for (limit, wanted) in [(2, 2), (2, 2), (2, 1), (2, 0)] {
        let deleted = store.delete_expired_sessions(now, limit).await?;
        expect_same("what a limit of 2 deletes of 5, 3, 1, 0", &deleted, &wanted)?;
    }
    for row in &ended {
        // Asked at a moment when it was not over, so a row that is still there shows.
        let found = store.session(&row.id, row.expires - minutes(1)).await?;
        expect_none("a session that was deleted as ended", found.as_ref())?;
        let is_there = store.delete_session(&row.id).await?;
        expect(!is_there, "the deletion of an ended session to be `false`")?;
    }
    Ok(())
}

pub(super) async fn a_live_session_is_never_deleted<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let now = now();
    let owner = stage.owner().await;
    let with_end = |end| {
        let mut row = session(&owner);
        row.created = Some(now - minutes(5));
        row.last_seen = row.created;
        row.expires = end;
        row
    };
    let over = with_end(now);
    // It ends while the check runs, and lives at the moment that is given.
    let short = with_end(now + Duration::from_secs(1));
    let long = with_end(now + minutes(5));
    for row in [&over, &short, &long] {
        stage.store.create_session(row).await?;
    }
    sweep(&*stage.store, now).await?;
    let found = stage.store.session(&over.id, now - minutes(1)).await?;
    expect_none("a session deleted in the second of its end", found.as_ref())?;
    for row in [&short, &long] {
        let found = stage.store.session(&row.id, now).await?;
        stage.expect_row("a live session", found.as_ref(), row)?;
    }
    expect_list(stage, &owner, now, &[&short, &long]).await
}

pub(super) async fn a_session_that_slid_is_not_deleted<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    let mut session = stage.session().await?;
    let slide = slide(session.expires, minutes(10));
    stage.store.slide_session(&session.id, slide).await?;
    (session.expires, session.last_seen) = (slide.to, Some(slide.seen));
    // The old end is over by now, and the new one is not.
    let at = slide.from + minutes(1);
    sweep(&*stage.store, at).await?;
    let found = stage.store.session(&session.id, at).await?;
    stage.expect_row("the session after a slide", found.as_ref(), &session)
}
