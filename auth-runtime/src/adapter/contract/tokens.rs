use std::sync::Arc;
use std::time::Duration;

use super::outcome::{Outcome, expect, expect_conflict, expect_none, expect_same, expect_some};
use super::sample::{AWKWARD, CROWD, fresh, minutes, near_misses, now, together, token};
use crate::Timestamp;
use crate::adapter::{AdapterError, Conflict, UserStore, VerificationToken};

async fn take<U: UserStore>(
    store: &U,
    token: &VerificationToken,
    now: Timestamp,
) -> Result<Option<VerificationToken>, AdapterError> {
    store
        .use_verification_token(&token.identifier, &token.token, now)
        .await
}

fn expect_token(found: Option<VerificationToken>, wanted: &VerificationToken) -> Outcome {
    let found = expect_some("the token", found)?;
    expect_same("the identifier", &found.identifier, &wanted.identifier)?;
    expect_same("the token", &found.token, &wanted.token)?;
    expect_same("the token's end", &found.expires, &wanted.expires)
}

pub(super) async fn a_token_is_given_once<U: UserStore>(store: &Arc<U>) -> Outcome {
    let token = token();
    store.create_verification_token(&token).await?;
    expect_token(take(&**store, &token, now()).await?, &token)?;
    let again = take(&**store, &token, now()).await?;
    expect_none("a token that was used", again.as_ref())?;
    // What was used may be stored again; a new mail may hold the same hash only by intent.
    store.create_verification_token(&token).await?;
    expect_token(take(&**store, &token, now()).await?, &token)
}

pub(super) async fn a_token_needs_its_identifier<U: UserStore>(store: &Arc<U>) -> Outcome {
    let (first, second) = (token(), token());
    store.create_verification_token(&first).await?;
    store.create_verification_token(&second).await?;
    let crossed = store
        .use_verification_token(&second.identifier, &first.token, now())
        .await?;
    expect_none("a token with another's identifier", crossed.as_ref())?;
    let same = VerificationToken::new(fresh("address"), &first.token, first.expires);
    store.create_verification_token(&same).await?;
    expect_token(take(&**store, &same, now()).await?, &same)?;
    // Whoever tries with a wrong identifier takes nothing away.
    expect_token(take(&**store, &first, now()).await?, &first)?;
    expect_token(take(&**store, &second, now()).await?, &second)
}

pub(super) async fn identifiers_match_exactly<U: UserStore>(store: &Arc<U>) -> Outcome {
    let token = token();
    store.create_verification_token(&token).await?;
    for near in near_misses(&token.identifier) {
        let found = store
            .use_verification_token(&near, &token.token, now())
            .await?;
        expect_none(&format!("the identifier {near:?}"), found.as_ref())?;
    }
    for near in near_misses(&token.token) {
        let found = store
            .use_verification_token(&token.identifier, &near, now())
            .await?;
        expect_none(&format!("the token {near:?}"), found.as_ref())?;
    }
    expect_token(take(&**store, &token, now()).await?, &token)
}

pub(super) async fn an_unknown_token_is_none<U: UserStore>(store: &Arc<U>) -> Outcome {
    let found = take(&**store, &token(), now()).await?;
    expect_none("an unknown token", found.as_ref())
}

pub(super) async fn a_token_ends_at_its_second<U: UserStore>(store: &Arc<U>) -> Outcome {
    let second = Duration::from_secs(1);
    let at_its_end = token();
    store.create_verification_token(&at_its_end).await?;
    let found = take(&**store, &at_its_end, at_its_end.expires).await?;
    expect_none("a token in the second of its end", found.as_ref())?;
    let later = token();
    store.create_verification_token(&later).await?;
    let found = take(&**store, &later, later.expires + second).await?;
    expect_none("a token after its end", found.as_ref())?;
    let before = token();
    store.create_verification_token(&before).await?;
    let found = take(&**store, &before, before.expires - second).await?;
    expect_token(found, &before)?;
    let mut over = token();
    over.expires = now() - minutes(5);
    store.create_verification_token(&over).await?;
    let found = take(&**store, &over, now()).await?;
    expect_none("a token that was over when it was stored", found.as_ref())
}

pub(super) async fn a_token_is_not_stored_twice<U: UserStore>(store: &Arc<U>) -> Outcome {
    let token = token();
    store.create_verification_token(&token).await?;
    let mut again = token.clone();
    again.expires = token.expires + minutes(60);
    let refused = store.create_verification_token(&again).await;
    expect_conflict("the same token again", refused, Conflict::Token)?;
    expect_token(take(&**store, &token, now()).await?, &token)?;
    let found = take(&**store, &token, now()).await?;
    expect_none("the token that was refused", found.as_ref())
}

pub(super) async fn an_identifier_has_several_tokens<U: UserStore>(store: &Arc<U>) -> Outcome {
    let first = token();
    let second = VerificationToken::new(&first.identifier, fresh("token"), first.expires);
    store.create_verification_token(&first).await?;
    store.create_verification_token(&second).await?;
    expect_token(take(&**store, &second, now()).await?, &second)?;
    expect_token(take(&**store, &first, now()).await?, &first)
}

pub(super) async fn long_and_awkward_tokens_are_kept<U: UserStore>(store: &Arc<U>) -> Outcome {
    let expires = now() + minutes(10);
    let long = VerificationToken::new(
        format!("{:i<255}", fresh("address")),
        format!("{:t<255}", fresh("token")),
        expires,
    );
    let awkward = AWKWARD
        .iter()
        .map(|text| VerificationToken::new(*text, format!("{text}{}", fresh("token")), expires));
    let far = VerificationToken::new(
        fresh("address"),
        fresh("token"),
        Timestamp::from_unix_seconds(4_102_444_800),
    );
    for token in awkward.chain([long, far]) {
        store.create_verification_token(&token).await?;
        expect_token(take(&**store, &token, now()).await?, &token)?;
    }
    Ok(())
}

/// How many of these are still stored, asked at a moment when none of them was over.
async fn remaining<U: UserStore>(
    store: &U,
    tokens: &[VerificationToken],
    at: Timestamp,
) -> Result<usize, AdapterError> {
    let mut count = 0;
    for token in tokens {
        count += usize::from(take(store, token, at).await?.is_some());
    }
    Ok(count)
}

/// Deletes all that has ended, a few at a time, whoever has stored it.
async fn sweep<U: UserStore>(store: &U, now: Timestamp) -> Result<(), AdapterError> {
    while store.delete_expired_tokens(now, 1_000).await? > 0 {}
    Ok(())
}

pub(super) async fn ended_tokens_are_deleted_in_batches<U: UserStore>(store: &Arc<U>) -> Outcome {
    let now = now();
    // What others left would count as ours.
    sweep(&**store, now).await?;
    let end = now - minutes(10);
    let tokens: Vec<_> = (0..5)
        .map(|_| VerificationToken::new(fresh("address"), fresh("token"), end))
        .collect();
    for token in &tokens {
        store.create_verification_token(token).await?;
    }
    let none = store.delete_expired_tokens(now, 0).await?;
    expect_same("what a limit of 0 deletes", &none, &0)?;
    for (limit, wanted) in [(2, 2), (2, 2), (2, 1), (2, 0)] {
        let deleted = store.delete_expired_tokens(now, limit).await?;
        expect_same("what a limit of 2 deletes of 5, 3, 1, 0", &deleted, &wanted)?;
    }
    let left = remaining(&**store, &tokens, end - minutes(1)).await?;
    expect_same("the number of tokens left", &left, &0)
}

pub(super) async fn a_live_token_is_never_deleted<U: UserStore>(store: &Arc<U>) -> Outcome {
    let now = now();
    let with_end = |end| VerificationToken::new(fresh("address"), fresh("token"), end);
    let over = with_end(now);
    let live = [
        with_end(now + Duration::from_secs(1)),
        with_end(now + minutes(5)),
    ];
    for token in live.iter().chain([&over]) {
        store.create_verification_token(token).await?;
    }
    sweep(&**store, now).await?;
    let left = remaining(&**store, &[over], now - minutes(1)).await?;
    expect_same("the tokens left in the second of their end", &left, &0)?;
    let left = remaining(&**store, &live, now).await?;
    expect_same("the live tokens left", &left, &live.len())
}

pub(super) async fn of_many_that_try_one_gets_the_token<U: UserStore>(store: &Arc<U>) -> Outcome {
    for _ in 0..4 {
        let token = token();
        store.create_verification_token(&token).await?;
        let attempts = (0..CROWD).map(|_| {
            let (store, token) = (Arc::clone(store), token.clone());
            async move { take(&*store, &token, now()).await }
        });
        let mut given = 0;
        for attempt in together(attempts).await {
            given += usize::from(attempt?.is_some());
        }
        expect(
            given == 1,
            format_args!("one of {CROWD} to get the token, and {given} did"),
        )?;
    }
    Ok(())
}
