//! Nothing is matched that is only alike, and nothing is stored that is only alike.

use std::sync::Arc;

use super::accounts::{by_account, expect_accounts};
use super::columns::moment;
use super::outcome::{Outcome, expect, expect_none, expect_same};
use super::sample::{AWKWARD, account, fresh, near_misses, user};
use super::users::expect_row;
use crate::adapter::{AdapterError, Conflict, UserRecord, UserStore};
use crate::{Account, ProviderType, Secret, Timestamp};

/// The user who was created next to one with a text that is alike.
///
/// In the indexes of some databases blanks at the end do not count. To refuse such a text is safe, to find it is not.
fn unless_blank(
    created: Result<UserRecord, AdapterError>,
    conflict: Conflict,
    near: &str,
    text: &str,
) -> Result<Option<UserRecord>, AdapterError> {
    match created {
        Err(error) if error.as_conflict() == Some(conflict) && near.trim_end() == text => Ok(None),
        created => created.map(Some),
    }
}

pub(super) async fn ids_of_users_match_exactly<U: UserStore>(store: &Arc<U>) -> Outcome {
    let created = store.create_user(user(), Some(&account())).await?;
    for near in near_misses(&created.user.id) {
        let found = store.user(&near).await?;
        expect_none(&format!("the id {near:?}"), found.as_ref())?;
        let accounts = store.accounts(&near).await?;
        expect(
            accounts.is_empty(),
            format_args!("no accounts of the id {near:?}"),
        )?;
        let mut record = created.clone();
        record.user.id = near.clone();
        record.user.email = None;
        let is_there = store.update_user(record).await?;
        expect(!is_there, format_args!("no update of the id {near:?}"))?;
        let is_there = store.delete_user(&near).await?;
        expect(!is_there, format_args!("no deletion of the id {near:?}"))?;
    }
    let found = store.user(&created.user.id).await?;
    expect_row("the user", found.as_ref(), &created)
}

pub(super) async fn addresses_match_exactly<U: UserStore>(store: &Arc<U>) -> Outcome {
    let created = store.create_user(user(), None).await?;
    let email = created.user.email.clone().unwrap_or_default();
    for near in near_misses(&email) {
        let found = store.user_by_email(&near).await?;
        expect_none(&format!("the address {near:?}"), found.as_ref())?;
        // To fold letters is the caller's business; here another text is another address.
        let mut other = user();
        other.user.email = (!near.is_empty()).then(|| near.clone());
        let other = store.create_user(other, None).await;
        let other = unless_blank(other, Conflict::Email, &near, &email)?;
        let found = store.user_by_email(&email).await?;
        expect_row("the user by address", found.as_ref(), &created)?;
        if let Some(other) = other.filter(|_| !near.is_empty()) {
            let found = store.user_by_email(&near).await?;
            expect_row("the user by a similar address", found.as_ref(), &other)?;
        }
    }
    Ok(())
}

pub(super) async fn accounts_match_exactly<U: UserStore>(store: &Arc<U>) -> Outcome {
    let first = Account::new(ProviderType::OAuth, fresh("provider"), fresh("account"));
    let created = store.create_user(user(), Some(&first)).await?;
    // Each with the text that is alike, and the one that it is like.
    let mut all = Vec::new();
    for near in near_misses(&first.provider) {
        let account = Account::new(ProviderType::OAuth, &near, &first.provider_account_id);
        all.push((account, near, &first.provider));
    }
    for near in near_misses(&first.provider_account_id) {
        let account = Account::new(ProviderType::OAuth, &first.provider, &near);
        all.push((account, near, &first.provider_account_id));
    }
    for (account, near, text) in all {
        let (provider, id) = (&account.provider, &account.provider_account_id);
        let what = format!("the account ({provider:?}, {id:?})");
        let found = by_account(&**store, &account).await?;
        expect_none(&what, found.as_ref())?;
        let is_there = store.update_account(&account).await?;
        expect(!is_there, format_args!("no update of {what}"))?;
        let is_there = store.unlink_account(provider, id).await?;
        expect(!is_there, format_args!("no unlinking of {what}"))?;
        let other = store.create_user(user(), Some(&account)).await;
        let other = unless_blank(other, Conflict::Account, &near, text)?;
        let found = by_account(&**store, &account).await?;
        match other {
            Some(other) => expect_row(&what, found.as_ref(), &other)?,
            None => expect_none(&what, found.as_ref())?,
        }
    }
    let found = by_account(&**store, &first).await?;
    expect_row("the account's user", found.as_ref(), &created)?;
    expect_accounts(&**store, &created.user.id, &[&first]).await
}

pub(super) async fn awkward_text_is_stored_as_it_is<U: UserStore>(store: &Arc<U>) -> Outcome {
    for text in AWKWARD {
        let mut record = user();
        record.user.id = format!("{text}{}", record.user.id);
        record.user.name = Some((*text).to_owned());
        record.user.email = record.user.email.map(|email| format!("{text}{email}"));
        record.user.image = Some((*text).to_owned());
        let mut account = account();
        account.provider = (*text).to_owned();
        account.provider_account_id = format!("{}{text}", account.provider_account_id);
        account.access_token = Some(Secret::from(*text));
        account.refresh_token = Some(Secret::from(*text));
        account.id_token = Some(Secret::from(*text));
        account.token_type = Some((*text).to_owned());
        account.scope = Some((*text).to_owned());
        account.session_state = Some((*text).to_owned());
        let mut wanted = record.clone();
        wanted.user.id = store.create_user(record, Some(&account)).await?.user.id;
        let email = wanted.user.email.clone().unwrap_or_default();
        let found = store.user(&wanted.user.id).await?;
        expect_row("the user by id", found.as_ref(), &wanted)?;
        let found = store.user_by_email(&email).await?;
        expect_row("the user by address", found.as_ref(), &wanted)?;
        let found = by_account(&**store, &account).await?;
        expect_row("the user by account", found.as_ref(), &wanted)?;
        expect_accounts(&**store, &wanted.user.id, &[&account]).await?;
        let is_there = store.update_user(wanted.clone()).await?;
        expect(is_there, "the update to find the user")?;
        let found = store.user(&wanted.user.id).await?;
        expect_row("the updated user", found.as_ref(), &wanted)?;
    }
    Ok(())
}

pub(super) async fn long_values_are_kept_whole<U: UserStore>(store: &Arc<U>) -> Outcome {
    // As long as a name of 255 characters, an address, and the tokens of large organizations.
    let id = |noun: &str| format!("{:x<255}", fresh(noun));
    let secret = || Some(Secret::from("é".repeat(4_096)));
    let mut record = user();
    record.user.id = id("user");
    record.user.name = Some("🧮".repeat(255));
    record.user.email = Some(format!("{}@{}.example.com", fresh("ada"), "d".repeat(212)));
    record.user.image = Some(format!("https://example.com/{}", "i".repeat(2_000)));
    let mut account = Account::new(ProviderType::Oidc, "p".repeat(255), id("account"));
    account.access_token = secret();
    account.refresh_token = secret();
    account.id_token = secret();
    account.token_type = Some("t".repeat(255));
    account.scope = Some("s".repeat(2_000));
    account.session_state = Some("s".repeat(255));
    let given = record.user.id.clone();
    let created = store.create_user(record.clone(), Some(&account)).await?;
    if created.user.id.len() >= 200 {
        expect_same("the id", &created.user.id, &given)?;
    }
    record.user.id.clone_from(&created.user.id);
    let found = store.user(&created.user.id).await?;
    expect_row("the user", found.as_ref(), &record)?;
    let found = by_account(&**store, &account).await?;
    expect_row("the user by account", found.as_ref(), &record)?;
    expect_accounts(&**store, &created.user.id, &[&account]).await?;
    // Nothing that is only as long as it, or that begins like it, is it.
    account.provider_account_id.pop();
    let found = by_account(&**store, &account).await?;
    expect_none("the account without its last letter", found.as_ref())
}

pub(super) async fn moments_far_away_are_kept<U: UserStore>(store: &Arc<U>) -> Outcome {
    for seconds in [-1, 0, 1, 2_147_483_648, 4_102_444_800] {
        let at = Timestamp::from_unix_seconds(seconds);
        let mut record = user();
        record.user.email_verified = Some(at);
        record.extra[8] = moment(seconds);
        record.extra[9] = moment(seconds);
        let mut account = account();
        account.expires_at = Some(at);
        let created = store.create_user(record.clone(), Some(&account)).await?;
        record.user.id.clone_from(&created.user.id);
        let found = store.user(&created.user.id).await?;
        expect_row("the user", found.as_ref(), &record)?;
        expect_accounts(&**store, &created.user.id, &[&account]).await?;
    }
    Ok(())
}
