//! Many at once, each in a task of its own.

use std::sync::Arc;

use super::accounts::{by_account, expect_accounts};
use super::outcome::{Failure, Outcome, chain, expect, expect_none, expect_same, expect_some};
use super::sample::{CROWD, account, address, bare_account, fresh, together, user};
use super::users::expect_row;
use crate::Account;
use crate::adapter::{AdapterError, Conflict, UserRecord, UserStore};

/// The one that was accepted, if all others were refused with one of these conflicts.
fn expect_one<T>(
    results: Vec<Result<T, AdapterError>>,
    conflicts: &[Conflict],
) -> Result<T, Failure> {
    let count = results.len();
    let mut accepted = Vec::new();
    for result in results {
        match result {
            Ok(row) => accepted.push(row),
            Err(error) => expect(
                error
                    .as_conflict()
                    .is_some_and(|it| conflicts.contains(&it)),
                format_args!("one of {conflicts:?}, and got: {}", chain(&error)),
            )?,
        }
    }
    let accepted_count = accepted.len();
    let only = accepted.pop().filter(|_| accepted_count == 1);
    only.ok_or_else(|| {
        Failure(format!(
            "expected one of {count} to be accepted, and {accepted_count} were"
        ))
    })
}

/// Creates all of them at once, and expects that one is left and nothing of the others.
async fn expect_one_user<U: UserStore>(
    store: &Arc<U>,
    rows: Vec<(UserRecord, Option<Account>)>,
    conflicts: &[Conflict],
) -> Result<UserRecord, Failure> {
    let results = together(rows.iter().cloned().map(|(row, account)| {
        let store = Arc::clone(store);
        async move { store.create_user(row, account.as_ref()).await }
    }));
    let winner = expect_one(results.await, conflicts)?;
    let found = store.user(&winner.user.id).await?;
    expect_row("the user who was created", found.as_ref(), &winner)?;
    for (row, account) in rows {
        let email = row.user.email.clone().unwrap_or_default();
        let by_email = store.user_by_email(&email).await?;
        let mut found = vec![store.user(&row.user.id).await?, by_email];
        if let Some(account) = account {
            found.push(by_account(&**store, &account).await?);
        }
        for found in found.into_iter().flatten() {
            expect_same("the id of the only user", &found.user.id, &winner.user.id)?;
        }
    }
    Ok(winner)
}

pub(super) async fn one_account_makes_one_user<U: UserStore>(store: &Arc<U>) -> Outcome {
    for _ in 0..4 {
        let account = account();
        let rows = (0..CROWD)
            .map(|_| (user(), Some(account.clone())))
            .collect();
        let winner = expect_one_user(store, rows, &[Conflict::Account]).await?;
        let found = by_account(&**store, &account).await?;
        expect_row("the account's user", found.as_ref(), &winner)?;
        expect_accounts(&**store, &winner.user.id, &[&account]).await?;
    }
    Ok(())
}

pub(super) async fn one_address_makes_one_user<U: UserStore>(store: &Arc<U>) -> Outcome {
    for _ in 0..4 {
        let email = address();
        let row = || {
            let mut row = user();
            row.user.email = Some(email.clone());
            (row, Some(account()))
        };
        let rows: Vec<_> = (0..CROWD).map(|_| row()).collect();
        let accounts: Vec<_> = rows
            .iter()
            .filter_map(|(_, account)| account.clone())
            .collect();
        let winner = expect_one_user(store, rows, &[Conflict::Email]).await?;
        let found = store.user_by_email(&email).await?;
        expect_row("the address's user", found.as_ref(), &winner)?;
        let own = store.accounts(&winner.user.id).await?;
        expect_same("the number of accounts", &own.len(), &1)?;
        // The accounts of those who were refused are free.
        for account in accounts {
            if by_account(&**store, &account).await?.is_none() {
                store.link_account(&winner.user.id, &account).await?;
            }
        }
    }
    Ok(())
}

pub(super) async fn one_id_makes_one_user<U: UserStore>(store: &Arc<U>) -> Outcome {
    let probe = user();
    let given = probe.user.id.clone();
    if store.create_user(probe, None).await?.user.id != given {
        // The table numbers its rows, so nobody can ask for a taken id.
        return Ok(());
    }
    let id = fresh("user");
    let row = || {
        let mut row = user();
        row.user.id.clone_from(&id);
        (row, Some(account()))
    };
    let rows = (0..CROWD).map(|_| row()).collect();
    let winner = expect_one_user(store, rows, &[Conflict::Id]).await?;
    let own = store.accounts(&winner.user.id).await?;
    expect_same("the number of accounts", &own.len(), &1)
}

/// The same person signs in for the first time in many tabs.
pub(super) async fn one_sign_in_makes_one_user<U: UserStore>(store: &Arc<U>) -> Outcome {
    for _ in 0..4 {
        let (email, account) = (address(), account());
        let row = || {
            let mut row = user();
            row.user.email = Some(email.clone());
            (row, Some(account.clone()))
        };
        let rows = (0..CROWD).map(|_| row()).collect();
        let conflicts = [Conflict::Account, Conflict::Email];
        let winner = expect_one_user(store, rows, &conflicts).await?;
        let found = by_account(&**store, &account).await?;
        expect_row("the account's user", found.as_ref(), &winner)?;
        let found = store.user_by_email(&email).await?;
        expect_row("the address's user", found.as_ref(), &winner)?;
        expect_accounts(&**store, &winner.user.id, &[&account]).await?;
    }
    Ok(())
}

pub(super) async fn one_account_is_linked_once<U: UserStore>(store: &Arc<U>) -> Outcome {
    let mut owners = Vec::new();
    for _ in 0..CROWD {
        owners.push(store.create_user(user(), None).await?.user.id);
    }
    for _ in 0..4 {
        let account = account();
        let links = together(owners.iter().cloned().map(|owner| {
            let (store, account) = (Arc::clone(store), account.clone());
            async move { store.link_account(&owner, &account).await.map(|()| owner) }
        }));
        let winner = expect_one(links.await, &[Conflict::Account])?;
        let found = expect_some("the account's user", by_account(&**store, &account).await?)?;
        expect_same("the account's user", &found.user.id, &winner)?;
        let mut count = 0;
        for owner in &owners {
            let own = store.accounts(owner).await?;
            let same = |own: &&Account| own.provider_account_id == account.provider_account_id;
            count += own.iter().filter(same).count();
        }
        expect_same("how often the account is listed", &count, &1)?;
    }
    Ok(())
}

pub(super) async fn one_address_is_taken_once_by_updates<U: UserStore>(store: &Arc<U>) -> Outcome {
    let email = address();
    let mut rows = Vec::new();
    for _ in 0..CROWD {
        let mut row = store.create_user(user(), None).await?;
        row.user.email = Some(email.clone());
        rows.push(row);
    }
    let updates = together(rows.into_iter().map(|row| {
        let store = Arc::clone(store);
        async move { store.update_user(row.clone()).await.map(|_| row) }
    }));
    let winner = expect_one(updates.await, &[Conflict::Email])?;
    let found = store.user_by_email(&email).await?;
    expect_row("the address's user", found.as_ref(), &winner)
}

pub(super) async fn a_deleted_user_keeps_no_account<U: UserStore>(store: &Arc<U>) -> Outcome {
    for _ in 0..4 {
        let id = store.create_user(user(), None).await?.user.id;
        let accounts: Vec<_> = (0..CROWD).map(|_| bare_account()).collect();
        let links = accounts
            .iter()
            .cloned()
            .enumerate()
            .map(|(index, account)| {
                let (store, id) = (Arc::clone(store), id.clone());
                async move {
                    if index == CROWD / 2 {
                        store.delete_user(&id).await.map(|_| ())
                    } else {
                        store.link_account(&id, &account).await
                    }
                }
            });
        for result in together(links).await {
            match result {
                Err(error) if error.is_no_user() => {}
                result => result?,
            }
        }
        expect_accounts(&**store, &id, &[]).await?;
        for account in &accounts {
            let found = by_account(&**store, account).await?;
            expect_none("a deleted user's account", found.as_ref())?;
        }
        // No row is left that would keep somebody from signing in with the account again.
        for account in &accounts {
            store.create_user(user(), Some(account)).await?;
        }
    }
    Ok(())
}
