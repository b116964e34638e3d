use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::outcome::{Outcome, expect, expect_none, expect_same};
use super::sample::{CROWD, fresh, minutes, now, session, together};
use super::sessions::Stage;
use crate::Timestamp;
use crate::adapter::{AdapterError, SessionRecord, SessionStore, Slide};

/// A slide from this end to a later one.
pub(super) fn slide(from: Timestamp, by: Duration) -> Slide {
    Slide {
        from,
        to: from + by,
        seen: now() + Duration::from_secs(5),
    }
}

pub(super) async fn a_slide_moves_the_end<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let session = stage.session().await?;
    let slide = slide(session.expires, minutes(10));
    let moved = stage.store.slide_session(&session.id, slide).await?;
    expect(moved, "the slide to find the session")?;
    let found = stage
        .store
        .session(&session.id, session.expires + minutes(5))
        .await?;
    let mut wanted = session;
    (wanted.expires, wanted.last_seen) = (slide.to, Some(slide.seen));
    stage.expect_row("the session after a slide", found.as_ref(), &wanted)?;
    let found = stage.store.session(&wanted.id, slide.to).await?;
    expect_none("the session at its new end", found.as_ref())
}

pub(super) async fn a_slide_keeps_the_rest<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let (bystander, mut session) = (stage.session().await?, stage.session().await?);
    for _ in 0..3 {
        let slide = slide(session.expires, minutes(1));
        stage.store.slide_session(&session.id, slide).await?;
        (session.expires, session.last_seen) = (slide.to, Some(slide.seen));
        let found = stage.store.session(&session.id, now()).await?;
        stage.expect_row("the session after a slide", found.as_ref(), &session)?;
    }
    let found = stage.store.session(&bystander.id, now()).await?;
    stage.expect_row("another session", found.as_ref(), &bystander)
}

pub(super) async fn a_stale_slide_is_refused<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let mut session = stage.session().await?;
    let first = slide(session.expires, minutes(10));
    stage.store.slide_session(&session.id, first).await?;
    (session.expires, session.last_seen) = (first.to, Some(first.seen));
    let second = Duration::from_secs(1);
    for from in [first.from, first.to - second, first.to + second] {
        let moved = stage
            .store
            .slide_session(&session.id, slide(from, minutes(30)))
            .await?;
        expect(!moved, "a slide from another end to be `false`")?;
    }
    let found = stage.store.session(&session.id, now()).await?;
    stage.expect_row("the session after stale slides", found.as_ref(), &session)
}

pub(super) async fn a_slide_of_no_session_is_false<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    let id = fresh("session");
    let moved = stage
        .store
        .slide_session(&id, slide(now() + minutes(1), minutes(1)))
        .await?;
    expect(!moved, "the slide of an unknown session to be `false`")?;
    let found = stage.store.session(&id, now()).await?;
    expect_none("a slide of an unknown session", found.as_ref())
}

/// That the session is gone, and that no slide brings it back.
async fn expect_gone<S: SessionStore>(
    stage: &Stage<S>,
    session: &SessionRecord,
    ends: impl IntoIterator<Item = Timestamp>,
) -> Outcome {
    let found = stage.store.session(&session.id, now()).await?;
    expect_none("a deleted session", found.as_ref())?;
    for end in ends {
        let moved = stage
            .store
            .slide_session(&session.id, slide(end, minutes(1)))
            .await?;
        expect(!moved, "the slide of a deleted session to be `false`")?;
    }
    let found = stage.store.session(&session.id, now()).await?;
    expect_none("a deleted session after a slide", found.as_ref())?;
    let list = stage.store.sessions(&session.user_id, now()).await?;
    expect(list.is_empty(), "no deleted session in a list")?;
    let is_there = stage.store.delete_session(&session.id).await?;
    expect(!is_there, "a second deletion to be `false`")
}

pub(super) async fn a_slide_never_brings_back_a_session<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    let session = stage.session().await?;
    stage.store.delete_session(&session.id).await?;
    expect_gone(stage, &session, [session.expires]).await?;
    let session = stage.session().await?;
    stage.store.delete_sessions(&session.user_id).await?;
    expect_gone(stage, &session, [session.expires]).await
}

pub(super) async fn a_slide_counts_once<S: SessionStore>(stage: &Stage<S>) -> Outcome {
    for _ in 0..4 {
        let mut session = stage.session().await?;
        let slides: Vec<_> = (1..=CROWD as u64)
            .map(|step| slide(session.expires, minutes(step)))
            .collect();
        let moved = together(slides.iter().map(|slide| {
            let (store, id, slide) = (Arc::clone(&stage.store), session.id.clone(), *slide);
            async move { store.slide_session(&id, slide).await }
        }));
        let mut count = 0;
        for (moved, slide) in moved.await.into_iter().zip(&slides) {
            if moved? {
                count += 1;
                (session.expires, session.last_seen) = (slide.to, Some(slide.seen));
            }
        }
        expect_same("how many slides from one end count", &count, &1)?;
        let found = stage.store.session(&session.id, now()).await?;
        stage.expect_row("the session after the slides", found.as_ref(), &session)?;
    }
    Ok(())
}

/// Slides the session again and again until it is gone, and gives the ends that it made.
///
/// A round that begins after the deletion is the last one, also if the session has come back.
async fn keep_sliding<S: SessionStore>(
    store: Arc<S>,
    id: String,
    is_deleted: Arc<AtomicBool>,
) -> Result<Vec<Timestamp>, AdapterError> {
    let mut ends = Vec::new();
    loop {
        let is_last = is_deleted.load(Ordering::SeqCst);
        if let Some(session) = store.session(&id, now()).await? {
            let slide = slide(session.expires, Duration::from_secs(1));
            if store.slide_session(&id, slide).await? {
                ends.push(slide.to);
            }
        }
        if is_last {
            return Ok(ends);
        }
        // In a runtime with one thread the others would wait for ever.
        tokio::task::yield_now().await;
    }
}

/// Lets many slide, deletes in the middle of it, and gives the ends that were seen last.
pub(super) async fn slide_and_delete<S: SessionStore, R>(
    store: &Arc<S>,
    session: &SessionRecord,
    delete: R,
) -> Result<Vec<Timestamp>, super::outcome::Failure>
where
    R: Future<Output = Result<(), AdapterError>>,
{
    let is_deleted = Arc::new(AtomicBool::new(false));
    let tasks: Vec<_> = (0..CROWD)
        .map(|_| {
            let (store, is_deleted) = (Arc::clone(store), Arc::clone(&is_deleted));
            tokio::spawn(keep_sliding(store, session.id.clone(), is_deleted))
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let deleted = delete.await;
    is_deleted.store(true, Ordering::SeqCst);
    deleted?;
    let mut ends = vec![session.expires];
    for task in tasks {
        ends.extend(task.await.expect("the adapter panicked")?);
    }
    ends.sort_unstable();
    // The newest ones are those that the last reads before the deletion can have given.
    Ok(ends.split_off(ends.len().saturating_sub(4)))
}

pub(super) async fn a_deleted_session_stays_deleted_under_slides<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    for _ in 0..4 {
        let session = stage.session().await?;
        let mut is_deleted = false;
        let ends = slide_and_delete(&stage.store, &session, async {
            is_deleted = stage.store.delete_session(&session.id).await?;
            Ok(())
        })
        .await?;
        expect(is_deleted, "the deletion to find the session under slides")?;
        expect_gone(stage, &session, ends).await?;
    }
    Ok(())
}

pub(super) async fn deleted_sessions_stay_deleted_under_slides<S: SessionStore>(
    stage: &Stage<S>,
) -> Outcome {
    for _ in 0..4 {
        let first = stage.session().await?;
        let second = session(&first.user_id);
        stage.store.create_session(&second).await?;
        let mut count = 0;
        let ends = slide_and_delete(&stage.store, &first, async {
            count = stage.store.delete_sessions(&first.user_id).await?;
            Ok(())
        })
        .await?;
        expect_same("how many sessions are deleted under slides", &count, &2)?;
        expect_gone(stage, &first, ends).await?;
        expect_gone(stage, &second, [second.expires]).await?;
    }
    Ok(())
}
