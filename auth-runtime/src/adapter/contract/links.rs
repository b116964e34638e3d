//! Users and sessions of one adapter.

use std::sync::Arc;

use super::columns::{bare, expect_extra, filled};
use super::outcome::{Failure, Outcome, expect, expect_none, expect_same, expect_some};
use super::sample::{CROWD, ended_session, fresh, minutes, now, session, together, user};
use super::sessions;
use super::slides::slide_and_delete;
use super::users::expect_row;
use crate::adapter::{Adapter, SessionRecord, UserRecord};

/// A stored user with a stored session.
async fn signed_in<A: Adapter>(adapter: &A) -> Result<(UserRecord, SessionRecord), Failure> {
    let user = adapter.create_user(user(), None).await?;
    let session = session(&user.user.id);
    adapter.create_session(&session).await?;
    Ok((user, session))
}

/// That the session loads with its user, and both as they were stored.
async fn expect_both<A: Adapter>(
    adapter: &A,
    session: &SessionRecord,
    user: &UserRecord,
) -> Outcome {
    let found = adapter.session_and_user(&session.id, now()).await?;
    let found = expect_some("the session with its user", found)?;
    let keeps_created = adapter.keeps_created();
    sessions::expect_row(keeps_created, "the session", Some(&found.0), session)?;
    expect_row("the session's user", Some(&found.1), user)
}

pub(super) async fn a_session_loads_with_its_user<A: Adapter>(adapter: &Arc<A>) -> Outcome {
    let (user, session) = signed_in(&**adapter).await?;
    signed_in(&**adapter).await?;
    expect_both(&**adapter, &session, &user).await?;
    let found = adapter.session_and_user(&fresh("session"), now()).await?;
    expect_none("an unknown session", found.as_ref())
}

pub(super) async fn an_ended_session_loads_no_user<A: Adapter>(adapter: &Arc<A>) -> Outcome {
    let (user, session) = signed_in(&**adapter).await?;
    for late in [session.expires, session.expires + minutes(1)] {
        let found = adapter.session_and_user(&session.id, late).await?;
        expect_none("a session at or after its end", found.as_ref())?;
    }
    let over = ended_session(&user.user.id);
    adapter.create_session(&over).await?;
    let found = adapter.session_and_user(&over.id, now()).await?;
    expect_none("a session that was over when it was stored", found.as_ref())?;
    adapter.delete_session(&session.id).await?;
    let found = adapter.session_and_user(&session.id, now()).await?;
    expect_none("a deleted session", found.as_ref())
}

pub(super) async fn a_session_without_a_user_loads_nothing<A: Adapter>(
    adapter: &Arc<A>,
) -> Outcome {
    let session = session(&fresh("nobody"));
    match adapter.create_session(&session).await {
        // A foreign key refuses it.
        Err(error) if error.is_no_user() => {}
        created => created?,
    }
    let found = adapter.session_and_user(&session.id, now()).await?;
    expect_none("a session of nobody", found.as_ref())
}

pub(super) async fn deleting_a_user_deletes_the_sessions<A: Adapter>(adapter: &Arc<A>) -> Outcome {
    let (user, first) = signed_in(&**adapter).await?;
    let second = session(&user.user.id);
    adapter.create_session(&second).await?;
    adapter.delete_user(&user.user.id).await?;
    for session in [&first, &second] {
        let found = adapter.session(&session.id, now()).await?;
        expect_none("a deleted user's session", found.as_ref())?;
        let found = adapter.session_and_user(&session.id, now()).await?;
        expect_none("a deleted user's session", found.as_ref())?;
    }
    let list = adapter.sessions(&user.user.id, now()).await?;
    expect(list.is_empty(), "no sessions of a deleted user")
}

pub(super) async fn deleting_a_user_leaves_others_alone<A: Adapter>(adapter: &Arc<A>) -> Outcome {
    let (other, others) = signed_in(&**adapter).await?;
    let (user, _) = signed_in(&**adapter).await?;
    adapter.delete_user(&user.user.id).await?;
    expect_both(&**adapter, &others, &other).await?;
    // To sign out everywhere deletes no user.
    let deleted = adapter.delete_sessions(&other.user.id).await?;
    expect_same("how many sessions are deleted", &deleted, &1)?;
    let found = adapter.user(&other.user.id).await?;
    expect_row("the user without sessions", found.as_ref(), &other)
}

pub(super) async fn a_session_loads_every_column_of_its_user<A: Adapter>(
    adapter: &Arc<A>,
) -> Outcome {
    for extra in [filled(), bare()] {
        let mut record = user();
        record.extra.clone_from(&extra);
        let record = adapter.create_user(record, None).await?;
        let session = session(&record.user.id);
        adapter.create_session(&session).await?;
        let found = adapter.session_and_user(&session.id, now()).await?;
        let (_, found) = expect_some("the session with its user", found)?;
        expect_extra(&found, &extra)?;
    }
    Ok(())
}

pub(super) async fn a_user_changed_shows_in_the_session<A: Adapter>(adapter: &Arc<A>) -> Outcome {
    let (mut user, session) = signed_in(&**adapter).await?;
    user.user.name = Some("Augusta Ada King".to_owned());
    user.user.image = None;
    user.extra = bare();
    adapter.update_user(user.clone()).await?;
    expect_both(&**adapter, &session, &user).await
}

pub(super) async fn a_user_deleted_during_sign_ins_is_gone<A: Adapter>(
    adapter: &Arc<A>,
) -> Outcome {
    for _ in 0..4 {
        let id = adapter.create_user(user(), None).await?.user.id;
        let rows: Vec<_> = (0..CROWD).map(|_| session(&id)).collect();
        let tasks = rows.iter().cloned().enumerate().map(|(index, row)| {
            let (adapter, id) = (Arc::clone(adapter), id.clone());
            async move {
                if index == CROWD / 2 {
                    adapter.delete_user(&id).await.map(|_| ())
                } else {
                    adapter.create_session(&row).await
                }
            }
        });
        for result in together(tasks).await {
            match result {
                Err(error) if error.is_no_user() => {}
                result => result?,
            }
        }
        for row in &rows {
            let found = adapter.session_and_user(&row.id, now()).await?;
            expect_none("a deleted user's session", found.as_ref())?;
        }
    }
    Ok(())
}

pub(super) async fn a_deleted_user_stays_deleted_under_slides<A: Adapter>(
    adapter: &Arc<A>,
) -> Outcome {
    for _ in 0..4 {
        let (user, session) = signed_in(&**adapter).await?;
        slide_and_delete(adapter, &session, async {
            adapter.delete_user(&user.user.id).await.map(|_| ())
        })
        .await?;
        let found = adapter.session(&session.id, now()).await?;
        expect_none("a deleted user's session", found.as_ref())?;
        let found = adapter.user(&user.user.id).await?;
        expect_none("a deleted user", found.as_ref())?;
    }
    Ok(())
}

/// A read sees a session with its user or nothing, never an error, whatever is deleted meanwhile.
pub(super) async fn sessions_end_while_they_are_read<A: Adapter>(adapter: &Arc<A>) -> Outcome {
    for _ in 0..4 {
        let (user, session) = signed_in(&**adapter).await?;
        let tasks = (0..CROWD).map(|index| {
            let (adapter, user, session) = (Arc::clone(adapter), user.clone(), session.clone());
            async move {
                if index == CROWD / 2 {
                    adapter.delete_user(&user.user.id).await?;
                    return Ok(());
                }
                match adapter.session_and_user(&session.id, now()).await? {
                    Some((_, found)) => expect_row("the session's user", Some(&found), &user),
                    None => Ok(()),
                }
            }
        });
        for outcome in together(tasks).await {
            outcome?;
        }
        let found = adapter.session_and_user(&session.id, now()).await?;
        expect_none("a deleted user's session", found.as_ref())?;
    }
    Ok(())
}
