//! What every adapter must do, as tests that the author of any adapter runs.
//!
//! [`adapter`] checks all of it; [`users`] and [`sessions`] check a store that is only one half.
//!
//! ```
//! use auth_runtime::adapter::{MemoryAdapter, contract};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
//! contract::adapter(MemoryAdapter::new()).await;
//! # });
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! - They run in a runtime of tokio with its timer, best one with several threads (`#[tokio::test(flavor = "multi_thread")]`):
//!   many of the checks are races.
//! - The users table has the columns of [`columns`] beside its own, and the adapter is told so with
//!   [`prepare_users`](super::UserStore::prepare_users); the caller has made the tables by then.
//! - Every row has an id of its own, so the database may hold other rows, and the checks may run on it again.
//!   Rows that have ended are deleted whosever they are, so no two runs share a database at one time.
//! - Moments are near the present, so a store may also let its rows end by itself.
//! - A check that fails does not stop the others. In the end the panic's message names every check that failed, with
//!   what was expected and what was found.

mod accounts;
mod columns;
mod exact;
mod links;
mod lists;
mod outcome;
mod races;
mod run;
mod sample;
mod sessions;
mod slides;
mod tokens;
mod users;

use std::future::Future;
use std::sync::Arc;

pub use self::columns::columns;
use self::run::{Run, checks, expect_prepared};
use self::sessions::Stage;
use super::{Adapter, SessionStore, UserStore};

/// Checks a store of users, accounts and verification tokens.
///
/// ```
/// use auth_runtime::adapter::{MemoryAdapter, contract};
///
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// contract::users(MemoryAdapter::new()).await;
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Panics
///
/// If a check fails, with the names of all that did.
pub async fn users<U: UserStore>(mut store: U) {
    let mut run = Run::default();
    expect_prepared(store.prepare_users(&columns()).await);
    run_users(&mut run, &Arc::new(store)).await;
    run.finish();
}

/// Checks a store of sessions.
///
/// The sessions belong to users whom `new_user` makes and whose ids it gives.
/// A table with a foreign key needs real ones; any other store takes [`any_user`].
///
/// ```
/// use auth_runtime::adapter::{MemoryAdapter, contract};
///
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// contract::sessions(MemoryAdapter::new(), contract::any_user).await;
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Panics
///
/// If a check fails, with the names of all that did.
pub async fn sessions<S, F, R>(mut store: S, new_user: F)
where
    S: SessionStore,
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = String> + Send + 'static,
{
    let mut run = Run::default();
    expect_prepared(store.prepare_sessions().await);
    run_sessions(&mut run, &Stage::new(Arc::new(store), new_user)).await;
    run.finish();
}

/// The id of a user who is nowhere stored, for stores of sessions that do not ask.
///
/// ```
/// # use auth_runtime::adapter::contract::any_user;
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// assert_ne!(any_user().await, any_user().await);
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
#[allow(clippy::unused_async)] // It is what `sessions` takes.
pub async fn any_user() -> String {
    sample::fresh("user")
}

/// Checks an adapter: its users, its sessions, and how they hang together.
///
/// ```
/// use auth_runtime::adapter::{MemoryAdapter, UserStore as _, contract};
///
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// contract::adapter(MemoryAdapter::new().with_sessions(MemoryAdapter::new())).await;
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Panics
///
/// If a check fails, with the names of all that did.
pub async fn adapter<A: Adapter>(mut adapter: A) {
    let mut run = Run::default();
    expect_prepared(adapter.prepare_users(&columns()).await);
    expect_prepared(adapter.prepare_sessions().await);
    let adapter = Arc::new(adapter);
    run_users(&mut run, &adapter).await;
    let owners = Arc::clone(&adapter);
    let stage = Stage::new(Arc::clone(&adapter), move || {
        let owners = Arc::clone(&owners);
        async move { sample::owner(&*owners).await }
    });
    run_sessions(&mut run, &stage).await;
    checks!(run, &adapter, links: [
        a_session_loads_with_its_user,
        an_ended_session_loads_no_user,
        a_session_without_a_user_loads_nothing,
        deleting_a_user_deletes_the_sessions,
        deleting_a_user_leaves_others_alone,
        a_session_loads_every_column_of_its_user,
        a_user_changed_shows_in_the_session,
        a_user_deleted_during_sign_ins_is_gone,
        a_deleted_user_stays_deleted_under_slides,
        sessions_end_while_they_are_read,
    ]);
    run.finish();
}

async fn run_users<U: UserStore>(run: &mut Run, store: &Arc<U>) {
    checks!(run, store, users: [
        creation_gives_what_was_stored,
        optional_values_stay_none,
        empty_texts_stay_empty,
        users_without_an_address_are_many,
        an_unknown_user_is_none,
        creation_never_overwrites_an_id,
        creation_refuses_a_taken_address,
        an_update_overwrites_every_column,
        an_update_without_a_change_counts,
        an_update_of_nobody_is_false,
        an_update_refuses_a_taken_address,
        an_update_frees_the_old_address,
        a_deleted_user_is_gone,
        deleting_nobody_is_false,
    ]);
    checks!(run, store, accounts: [
        a_user_comes_with_the_first_account,
        a_taken_account_creates_no_user,
        a_refused_user_creates_no_account,
        an_unknown_account_is_nobodys,
        linking_adds_an_account,
        a_taken_account_is_not_linked,
        linking_to_nobody_is_refused,
        an_account_keeps_every_value,
        an_account_keeps_none,
        an_account_keeps_its_type,
        an_update_stores_new_tokens,
        an_update_of_no_account_is_false,
        unlinking_takes_only_that_account,
        deleting_a_user_deletes_the_accounts,
    ]);
    checks!(run, store, columns: [
        values_survive_creation,
        values_survive_updates,
        empty_columns_stay_empty,
        wide_values_survive,
        text_is_not_read_as_something_else,
        json_of_every_shape_survives,
    ]);
    checks!(run, store, exact: [
        ids_of_users_match_exactly,
        addresses_match_exactly,
        accounts_match_exactly,
        awkward_text_is_stored_as_it_is,
        long_values_are_kept_whole,
        moments_far_away_are_kept,
    ]);
    checks!(run, store, tokens: [
        a_token_is_given_once,
        a_token_needs_its_identifier,
        identifiers_match_exactly,
        an_unknown_token_is_none,
        a_token_ends_at_its_second,
        a_token_is_not_stored_twice,
        an_identifier_has_several_tokens,
        long_and_awkward_tokens_are_kept,
        ended_tokens_are_deleted_in_batches,
        a_live_token_is_never_deleted,
        of_many_that_try_one_gets_the_token,
    ]);
    checks!(run, store, races: [
        one_account_makes_one_user,
        one_address_makes_one_user,
        one_id_makes_one_user,
        one_sign_in_makes_one_user,
        one_account_is_linked_once,
        one_address_is_taken_once_by_updates,
        a_deleted_user_keeps_no_account,
    ]);
}

async fn run_sessions<S: SessionStore>(run: &mut Run, stage: &Stage<S>) {
    checks!(run, stage, sessions: [
        a_session_is_kept_as_it_is,
        optional_values_stay_none,
        an_unknown_session_is_none,
        creation_never_overwrites_an_id,
        a_session_ends_at_its_second,
        a_session_that_was_over_never_loads,
        a_deleted_session_is_gone,
        deleting_no_session_is_false,
        ids_match_exactly,
        awkward_and_long_values_are_kept,
        a_session_can_last_long,
        of_many_that_create_one_does,
    ]);
    checks!(run, stage, slides: [
        a_slide_moves_the_end,
        a_slide_keeps_the_rest,
        a_stale_slide_is_refused,
        a_slide_of_no_session_is_false,
        a_slide_never_brings_back_a_session,
        a_slide_counts_once,
        a_deleted_session_stays_deleted_under_slides,
        deleted_sessions_stay_deleted_under_slides,
    ]);
    checks!(run, stage, lists: [
        a_list_has_the_sessions_of_its_user,
        a_list_shows_what_was_stored,
        a_list_leaves_out_what_has_ended,
        a_list_follows_slides_and_deletions,
        owners_match_exactly,
        deleting_all_counts_and_leaves_others_alone,
        ended_sessions_are_deleted_in_batches,
        a_live_session_is_never_deleted,
        a_session_that_slid_is_not_deleted,
    ]);
}
