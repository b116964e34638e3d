use std::sync::Arc;

use super::columns::expect_extra;
use super::outcome::{Outcome, expect, expect_conflict, expect_none, expect_same, expect_some};
use super::sample::{address, bare_user, fresh, minutes, now, user};
use crate::adapter::{Conflict, UserRecord, UserStore};

/// Every column of a row.
pub(super) fn expect_row(what: &str, found: Option<&UserRecord>, wanted: &UserRecord) -> Outcome {
    let found = expect_some(what, found)?;
    expect_same(what, &found.user, &wanted.user)?;
    expect_extra(found, &wanted.extra)
}

pub(super) async fn creation_gives_what_was_stored<U: UserStore>(store: &Arc<U>) -> Outcome {
    let given = user();
    let created = store.create_user(given.clone(), None).await?;
    let mut wanted = given;
    // A table may number its rows; then its own number is the id from here on.
    wanted.user.id.clone_from(&created.user.id);
    expect(!created.user.id.is_empty(), "an id")?;
    expect_row("what creation gives", Some(&created), &wanted)?;
    let by_id = store.user(&created.user.id).await?;
    expect_row("the user by id", by_id.as_ref(), &wanted)?;
    let email = wanted.user.email.clone().unwrap_or_default();
    let by_email = store.user_by_email(&email).await?;
    expect_row("the user by address", by_email.as_ref(), &wanted)
}

pub(super) async fn optional_values_stay_none<U: UserStore>(store: &Arc<U>) -> Outcome {
    let created = store.create_user(bare_user(), None).await?;
    let mut wanted = bare_user();
    wanted.user.id.clone_from(&created.user.id);
    expect_row("what creation gives", Some(&created), &wanted)?;
    let found = store.user(&created.user.id).await?;
    expect_row("the user", found.as_ref(), &wanted)
}

pub(super) async fn empty_texts_stay_empty<U: UserStore>(store: &Arc<U>) -> Outcome {
    let mut given = user();
    given.user.name = Some(String::new());
    given.user.image = Some(String::new());
    let created = store.create_user(given, None).await?;
    let found = expect_some("the user", store.user(&created.user.id).await?)?;
    expect_same("an empty name", &found.user.name, &Some(String::new()))?;
    expect_same("an empty image", &found.user.image, &Some(String::new()))
}

pub(super) async fn users_without_an_address_are_many<U: UserStore>(store: &Arc<U>) -> Outcome {
    let first = store.create_user(bare_user(), None).await?;
    let second = store.create_user(bare_user(), None).await?;
    expect(first.user.id != second.user.id, "two users with two ids")?;
    let found = store.user_by_email("").await?;
    expect_none("an empty address", found.as_ref())
}

pub(super) async fn an_unknown_user_is_none<U: UserStore>(store: &Arc<U>) -> Outcome {
    store.create_user(user(), None).await?;
    let by_id = store.user(&fresh("nobody")).await?;
    expect_none("an unknown id", by_id.as_ref())?;
    let by_id = store.user("").await?;
    expect_none("an empty id", by_id.as_ref())?;
    let by_email = store.user_by_email(&address()).await?;
    expect_none("an unknown address", by_email.as_ref())
}

pub(super) async fn creation_never_overwrites_an_id<U: UserStore>(store: &Arc<U>) -> Outcome {
    let first = store.create_user(user(), None).await?;
    let mut given = user();
    given.user.id.clone_from(&first.user.id);
    let email = given.user.email.clone().unwrap_or_default();
    match store.create_user(given, None).await {
        // The table numbers its rows, and has given this one a number of its own.
        Ok(second) => expect(second.user.id != first.user.id, "another id, or a conflict")?,
        refused => {
            expect_conflict("a taken id", refused, Conflict::Id)?;
            let found = store.user_by_email(&email).await?;
            expect_none("the refused user's address", found.as_ref())?;
        }
    }
    let found = store.user(&first.user.id).await?;
    expect_row("the user who had the id", found.as_ref(), &first)
}

pub(super) async fn creation_refuses_a_taken_address<U: UserStore>(store: &Arc<U>) -> Outcome {
    let first = store.create_user(user(), None).await?;
    let mut given = user();
    let id = given.user.id.clone();
    given.user.email.clone_from(&first.user.email);
    let refused = store.create_user(given, None).await;
    expect_conflict("a taken address", refused, Conflict::Email)?;
    expect_none("the refused user's id", store.user(&id).await?.as_ref())?;
    let email = first.user.email.clone().unwrap_or_default();
    let found = store.user_by_email(&email).await?;
    expect_row("the user who had the address", found.as_ref(), &first)
}

pub(super) async fn an_update_overwrites_every_column<U: UserStore>(store: &Arc<U>) -> Outcome {
    let bystander = store.create_user(user(), None).await?;
    let id = store.create_user(user(), None).await?.user.id;
    let mut filled = user();
    filled.user.name = Some("Augusta Ada King".to_owned());
    filled.user.email_verified = Some(now() - minutes(1));
    let mut bare = bare_user();
    for record in [&mut filled, &mut bare] {
        record.user.id.clone_from(&id);
    }
    for wanted in [&filled, &bare, &filled] {
        let is_there = store.update_user(wanted.clone()).await?;
        expect(is_there, "the update to find the user")?;
        let found = store.user(&id).await?;
        expect_row("the updated user", found.as_ref(), wanted)?;
    }
    let email = filled.user.email.clone().unwrap_or_default();
    let by_email = store.user_by_email(&email).await?;
    expect_row("the user by the new address", by_email.as_ref(), &filled)?;
    let found = store.user(&bystander.user.id).await?;
    expect_row("another user", found.as_ref(), &bystander)
}

pub(super) async fn an_update_without_a_change_counts<U: UserStore>(store: &Arc<U>) -> Outcome {
    let record = store.create_user(user(), None).await?;
    for _ in 0..2 {
        let is_there = store.update_user(record.clone()).await?;
        expect(is_there, "an update that changes nothing to find the user")?;
    }
    Ok(())
}

pub(super) async fn an_update_of_nobody_is_false<U: UserStore>(store: &Arc<U>) -> Outcome {
    let nobody = user();
    let is_there = store.update_user(nobody.clone()).await?;
    expect(!is_there, "an update of an unknown user to be `false`")?;
    let email = nobody.user.email.clone().unwrap_or_default();
    let found = store.user_by_email(&email).await?;
    expect_none("an update of an unknown user", found.as_ref())
}

pub(super) async fn an_update_refuses_a_taken_address<U: UserStore>(store: &Arc<U>) -> Outcome {
    let first = store.create_user(user(), None).await?;
    let second = store.create_user(user(), None).await?;
    let mut changed = second.clone();
    changed.user.name = Some("Somebody else".to_owned());
    changed.user.email.clone_from(&first.user.email);
    let refused = store.update_user(changed).await;
    expect_conflict("an update to a taken address", refused, Conflict::Email)?;
    for wanted in [&first, &second] {
        let found = store.user(&wanted.user.id).await?;
        expect_row("a user after a refused update", found.as_ref(), wanted)?;
    }
    Ok(())
}

pub(super) async fn an_update_frees_the_old_address<U: UserStore>(store: &Arc<U>) -> Outcome {
    let first = store.create_user(user(), None).await?;
    let mut moved = first.clone();
    moved.user.email = Some(address());
    store.update_user(moved).await?;
    let old = first.user.email.clone().unwrap_or_default();
    let found = store.user_by_email(&old).await?;
    expect_none("the old address", found.as_ref())?;
    let mut second = user();
    second.user.email.clone_from(&first.user.email);
    let second = store.create_user(second, None).await?;
    let found = store.user_by_email(&old).await?;
    expect_row("the next user of the address", found.as_ref(), &second)
}

pub(super) async fn a_deleted_user_is_gone<U: UserStore>(store: &Arc<U>) -> Outcome {
    let bystander = store.create_user(user(), None).await?;
    let record = store.create_user(user(), None).await?;
    let is_deleted = store.delete_user(&record.user.id).await?;
    expect(is_deleted, "the deletion to find the user")?;
    let found = store.user(&record.user.id).await?;
    expect_none("the deleted user's id", found.as_ref())?;
    let email = record.user.email.clone().unwrap_or_default();
    let found = store.user_by_email(&email).await?;
    expect_none("the deleted user's address", found.as_ref())?;
    let is_there = store.update_user(record.clone()).await?;
    expect(!is_there, "an update of a deleted user to be `false`")?;
    let is_there = store.delete_user(&record.user.id).await?;
    expect(!is_there, "a second deletion to be `false`")?;
    let found = store.user(&bystander.user.id).await?;
    expect_row("another user", found.as_ref(), &bystander)
}

pub(super) async fn deleting_nobody_is_false<U: UserStore>(store: &Arc<U>) -> Outcome {
    let is_there = store.delete_user(&fresh("nobody")).await?;
    expect(!is_there, "the deletion of an unknown user to be `false`")
}
