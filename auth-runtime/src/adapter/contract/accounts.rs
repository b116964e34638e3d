use std::sync::Arc;

use super::outcome::{
    Outcome, chain, expect, expect_conflict, expect_none, expect_same, expect_some,
};
use super::sample::{account, bare_account, fresh, minutes, now, user};
use super::users::expect_row;
use crate::adapter::{AdapterError, Conflict, UserRecord, UserStore};
use crate::{Account, ProviderType, Secret};

/// Every value of an account, with the names of the fields.
fn values(account: &Account) -> Vec<(&'static str, Option<String>)> {
    let shown = |secret: &Option<Secret<String>>| {
        secret.as_ref().map(|secret| secret.expose_secret().clone())
    };
    vec![
        ("type", Some(account.r#type.as_str().to_owned())),
        ("provider", Some(account.provider.clone())),
        (
            "provider_account_id",
            Some(account.provider_account_id.clone()),
        ),
        ("refresh_token", shown(&account.refresh_token)),
        ("access_token", shown(&account.access_token)),
        (
            "expires_at",
            account.expires_at.map(|moment| moment.to_string()),
        ),
        ("token_type", account.token_type.clone()),
        ("scope", account.scope.clone()),
        ("id_token", shown(&account.id_token)),
        ("session_state", account.session_state.clone()),
    ]
}

pub(super) fn expect_account(found: &Account, wanted: &Account) -> Outcome {
    for (found, wanted) in values(found).into_iter().zip(values(wanted)) {
        expect_same(&format!("the account's `{}`", wanted.0), &found, &wanted)?;
    }
    Ok(())
}

/// The accounts of a user, in the order that was wanted.
pub(super) async fn expect_accounts<U: UserStore>(
    store: &U,
    user_id: &str,
    wanted: &[&Account],
) -> Outcome {
    let found = store.accounts(user_id).await?;
    expect_same("the number of accounts", &found.len(), &wanted.len())?;
    for wanted in wanted {
        let same = found.iter().find(|found| is_same(found, wanted));
        expect_account(expect_some("the account in the user's list", same)?, wanted)?;
    }
    Ok(())
}

fn is_same(one: &Account, other: &Account) -> bool {
    (&one.provider, &one.provider_account_id) == (&other.provider, &other.provider_account_id)
}

/// Whose account it is.
pub(super) async fn by_account<U: UserStore>(
    store: &U,
    account: &Account,
) -> Result<Option<UserRecord>, AdapterError> {
    store
        .user_by_account(&account.provider, &account.provider_account_id)
        .await
}

pub(super) async fn a_user_comes_with_the_first_account<U: UserStore>(store: &Arc<U>) -> Outcome {
    let account = account();
    let created = store.create_user(user(), Some(&account)).await?;
    let found = by_account(&**store, &account).await?;
    expect_row("the account's user", found.as_ref(), &created)?;
    expect_accounts(&**store, &created.user.id, &[&account]).await
}

pub(super) async fn a_taken_account_creates_no_user<U: UserStore>(store: &Arc<U>) -> Outcome {
    let account = account();
    let first = store.create_user(user(), Some(&account)).await?;
    let second = user();
    let mut stolen = bare_account();
    stolen
        .provider_account_id
        .clone_from(&account.provider_account_id);
    let refused = store.create_user(second.clone(), Some(&stolen)).await;
    expect_conflict("a user with a taken account", refused, Conflict::Account)?;
    let found = store.user(&second.user.id).await?;
    expect_none("the refused user's id", found.as_ref())?;
    let email = second.user.email.clone().unwrap_or_default();
    let found = store.user_by_email(&email).await?;
    expect_none("the refused user's address", found.as_ref())?;
    let found = by_account(&**store, &account).await?;
    expect_row("the account's first user", found.as_ref(), &first)?;
    expect_accounts(&**store, &first.user.id, &[&account]).await
}

pub(super) async fn a_refused_user_creates_no_account<U: UserStore>(store: &Arc<U>) -> Outcome {
    let first = store.create_user(user(), None).await?;
    let mut second = user();
    second.user.email.clone_from(&first.user.email);
    let account = account();
    let refused = store.create_user(second, Some(&account)).await;
    expect_conflict("a taken address", refused, Conflict::Email)?;
    let found = by_account(&**store, &account).await?;
    expect_none("the refused user's account", found.as_ref())?;
    // The account is free, also for the table.
    store.link_account(&first.user.id, &account).await?;
    expect_accounts(&**store, &first.user.id, &[&account]).await
}

pub(super) async fn an_unknown_account_is_nobodys<U: UserStore>(store: &Arc<U>) -> Outcome {
    let account = account();
    let created = store.create_user(user(), Some(&account)).await?;
    let found = by_account(&**store, &bare_account()).await?;
    expect_none("an unknown account", found.as_ref())?;
    let other = Account::new(ProviderType::OAuth, "gitlab", &account.provider_account_id);
    let found = by_account(&**store, &other).await?;
    expect_none("the same id at another provider", found.as_ref())?;
    // Ids are the provider's own, so two providers may use the same.
    store.create_user(user(), Some(&other)).await?;
    expect_accounts(&**store, &created.user.id, &[&account]).await?;
    let none = store.accounts(&fresh("nobody")).await?;
    expect(none.is_empty(), "no accounts of an unknown user")
}

pub(super) async fn linking_adds_an_account<U: UserStore>(store: &Arc<U>) -> Outcome {
    let (first, second) = (account(), account());
    let created = store.create_user(user(), Some(&first)).await?;
    store.link_account(&created.user.id, &second).await?;
    for account in [&first, &second] {
        let found = by_account(&**store, account).await?;
        expect_row("the account's user", found.as_ref(), &created)?;
    }
    expect_accounts(&**store, &created.user.id, &[&first, &second]).await
}

pub(super) async fn a_taken_account_is_not_linked<U: UserStore>(store: &Arc<U>) -> Outcome {
    let account = account();
    let first = store.create_user(user(), Some(&account)).await?;
    let second = store.create_user(user(), None).await?;
    for user in [&second, &first] {
        let mut again = bare_account();
        again
            .provider_account_id
            .clone_from(&account.provider_account_id);
        let refused = store.link_account(&user.user.id, &again).await;
        expect_conflict("the link of a taken account", refused, Conflict::Account)?;
    }
    expect_accounts(&**store, &second.user.id, &[]).await?;
    expect_accounts(&**store, &first.user.id, &[&account]).await
}

pub(super) async fn linking_to_nobody_is_refused<U: UserStore>(store: &Arc<U>) -> Outcome {
    let account = account();
    match store.link_account(&fresh("nobody"), &account).await {
        Ok(()) => expect(false, "a link to an unknown user to be refused")?,
        Err(error) => expect(
            error.is_no_user(),
            format_args!("`AdapterError::no_user`, and got: {}", chain(&error)),
        )?,
    }
    let found = by_account(&**store, &account).await?;
    expect_none("the refused account", found.as_ref())?;
    store.create_user(user(), Some(&account)).await?;
    Ok(())
}

pub(super) async fn an_account_keeps_every_value<U: UserStore>(store: &Arc<U>) -> Outcome {
    let (first, second) = (account(), account());
    let created = store.create_user(user(), Some(&first)).await?;
    store.link_account(&created.user.id, &second).await?;
    expect_accounts(&**store, &created.user.id, &[&first, &second]).await
}

pub(super) async fn an_account_keeps_none<U: UserStore>(store: &Arc<U>) -> Outcome {
    let (first, second) = (bare_account(), bare_account());
    let created = store.create_user(user(), Some(&first)).await?;
    store.link_account(&created.user.id, &second).await?;
    expect_accounts(&**store, &created.user.id, &[&first, &second]).await
}

pub(super) async fn an_account_keeps_its_type<U: UserStore>(store: &Arc<U>) -> Outcome {
    let created = store.create_user(user(), None).await?;
    let kinds = [
        ProviderType::Credentials,
        ProviderType::Email,
        ProviderType::OAuth,
        ProviderType::Oidc,
    ];
    let accounts = kinds.map(|kind| Account::new(kind, kind.as_str(), fresh("account")));
    for account in &accounts {
        store.link_account(&created.user.id, account).await?;
    }
    let accounts: Vec<_> = accounts.iter().collect();
    expect_accounts(&**store, &created.user.id, &accounts).await
}

pub(super) async fn an_update_stores_new_tokens<U: UserStore>(store: &Arc<U>) -> Outcome {
    let (bystander, old) = (account(), account());
    let created = store.create_user(user(), Some(&bystander)).await?;
    store.link_account(&created.user.id, &old).await?;
    let mut new = account();
    new.expires_at = Some(now() + minutes(30));
    let mut bare = bare_account();
    for account in [&mut new, &mut bare] {
        account
            .provider_account_id
            .clone_from(&old.provider_account_id);
    }
    // The same twice counts twice, and what a provider no longer gives is gone.
    for account in [&new, &new, &bare, &new] {
        let is_there = store.update_account(account).await?;
        expect(is_there, "the update to find the account")?;
        expect_accounts(&**store, &created.user.id, &[&bystander, account]).await?;
    }
    let found = by_account(&**store, &new).await?;
    expect_row("the account's user", found.as_ref(), &created)
}

pub(super) async fn an_update_of_no_account_is_false<U: UserStore>(store: &Arc<U>) -> Outcome {
    let unknown = account();
    let is_there = store.update_account(&unknown).await?;
    expect(!is_there, "the update of an unknown account to be `false`")?;
    let found = by_account(&**store, &unknown).await?;
    expect_none("an update of an unknown account", found.as_ref())
}

pub(super) async fn unlinking_takes_only_that_account<U: UserStore>(store: &Arc<U>) -> Outcome {
    let (first, second) = (account(), account());
    let created = store.create_user(user(), Some(&first)).await?;
    store.link_account(&created.user.id, &second).await?;
    // The same id at another provider is another account.
    let same_id = Account::new(ProviderType::Oidc, "google", &first.provider_account_id);
    store.create_user(user(), Some(&same_id)).await?;
    for is_there in [true, false] {
        let unlinked = store
            .unlink_account(&first.provider, &first.provider_account_id)
            .await?;
        expect_same("what unlinking says", &unlinked, &is_there)?;
    }
    let found = by_account(&**store, &first).await?;
    expect_none("an unlinked account", found.as_ref())?;
    let found = by_account(&**store, &same_id).await?;
    expect_some("the account at another provider", found)?;
    expect_accounts(&**store, &created.user.id, &[&second]).await?;
    store.link_account(&created.user.id, &first).await?;
    expect_accounts(&**store, &created.user.id, &[&first, &second]).await
}

pub(super) async fn deleting_a_user_deletes_the_accounts<U: UserStore>(store: &Arc<U>) -> Outcome {
    let (first, second) = (account(), account());
    let created = store.create_user(user(), Some(&first)).await?;
    store.link_account(&created.user.id, &second).await?;
    store.delete_user(&created.user.id).await?;
    for account in [&first, &second] {
        let found = by_account(&**store, account).await?;
        expect_none("a deleted user's account", found.as_ref())?;
        let is_there = store.update_account(account).await?;
        expect(!is_there, "a deleted user's account to be gone")?;
    }
    expect_accounts(&**store, &created.user.id, &[]).await?;
    // The accounts are free for the same person's next sign-in.
    let next = store.create_user(user(), Some(&first)).await?;
    expect_accounts(&**store, &next.user.id, &[&first]).await
}
