//! The contract can fail: an adapter with one mistake is found out, by the check that is about it.

use auth_runtime::adapter::contract;

use crate::faulty::{Fault, Faulty};

/// The checks that fail for an adapter with this fault.
async fn failures(fault: Fault) -> Vec<String> {
    // On the thread of the test, so that the message of the panic is captured as its output.
    let Err(error) = tokio::spawn(contract::adapter(Faulty::new(fault))).await else {
        return Vec::new();
    };
    let message = error.into_panic();
    let message = message.downcast_ref::<String>().expect("a message");
    let lines = message.lines().filter_map(|line| line.strip_prefix("- "));
    lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[tokio::test]
async fn without_a_fault_nothing_fails() {
    assert_eq!(failures(Fault::None).await, Vec::<String>::new());
}

/// Each fault with the checks that must find it; others may find it as well.
macro_rules! faults {
    ($($name:ident: $fault:ident => $checks:expr;)*) => {$(
        #[tokio::test]
        async fn $name() {
            let failures = failures(Fault::$fault).await;
            let checks: &[&str] = &$checks;
            for check in checks {
                assert!(failures.iter().any(|name| name == check), "{check} is not in {failures:?}");
            }
        }
    )*};
}

faults! {
    unknown_is_an_error: UnknownIsAnError => [
        "users::an_unknown_user_is_none",
        "sessions::an_unknown_session_is_none",
        "tokens::an_unknown_token_is_none",
    ];
    nothing_done_is_true: NothingDoneIsTrue => [
        "users::deleting_nobody_is_false",
        "accounts::an_update_of_no_account_is_false",
        "sessions::deleting_no_session_is_false",
        "slides::a_slide_of_no_session_is_false",
    ];
    creation_overwrites: CreationOverwrites => [
        "users::creation_never_overwrites_an_id",
        "races::one_id_makes_one_user",
    ];
    creation_gives_what_was_given: CreationGivesWhatWasGiven => [
        "users::creation_gives_what_was_stored",
    ];
    address_is_not_unique: AddressIsNotUnique => [
        "users::creation_refuses_a_taken_address",
        "accounts::a_refused_user_creates_no_account",
        "races::one_address_makes_one_user",
    ];
    address_ignores_case: AddressIgnoresCase => ["exact::addresses_match_exactly"];
    address_ignores_trailing_blanks: AddressIgnoresTrailingBlanks => [
        "exact::addresses_match_exactly",
    ];
    id_ignores_case: IdIgnoresCase => ["exact::ids_of_users_match_exactly"];
    update_merges: UpdateMerges => ["users::an_update_overwrites_every_column"];
    update_creates: UpdateCreates => ["users::an_update_of_nobody_is_false"];
    update_counts_changes: UpdateCountsChanges => ["users::an_update_without_a_change_counts"];
    no_address_is_an_address: NoAddressIsAnAddress => [
        "users::users_without_an_address_are_many",
        "users::optional_values_stay_none",
    ];
    empty_text_is_none: EmptyTextIsNone => ["users::empty_texts_stay_empty"];
    name_is_cut: NameIsCut => ["exact::long_values_are_kept_whole"];
    column_is_forgotten: ColumnIsForgotten => [
        "columns::values_survive_creation",
        "columns::values_survive_updates",
        "links::a_session_loads_every_column_of_its_user",
    ];
    booleans_are_numbers: BooleansAreNumbers => ["columns::values_survive_creation"];
    deletion_keeps_the_user: DeletionKeepsTheUser => [
        "users::a_deleted_user_is_gone",
        "accounts::deleting_a_user_deletes_the_accounts",
        "races::a_deleted_user_keeps_no_account",
        "links::a_deleted_user_stays_deleted_under_slides",
    ];
    account_is_not_unique: AccountIsNotUnique => [
        "accounts::a_taken_account_creates_no_user",
        "races::one_account_makes_one_user",
    ];
    account_is_stored_later: AccountIsStoredLater => [
        "accounts::a_taken_account_creates_no_user",
        "races::one_account_makes_one_user",
    ];
    account_is_looked_up_first: AccountIsLookedUpFirst => ["races::one_account_makes_one_user"];
    account_is_moved: AccountIsMoved => [
        "accounts::a_taken_account_is_not_linked",
        "races::one_account_is_linked_once",
    ];
    provider_does_not_count: ProviderDoesNotCount => [
        "accounts::an_unknown_account_is_nobodys",
        "accounts::unlinking_takes_only_that_account",
        "exact::accounts_match_exactly",
    ];
    link_to_nobody: LinkToNobody => ["accounts::linking_to_nobody_is_refused"];
    tokens_are_cut: TokensAreCut => ["exact::long_values_are_kept_whole"];
    tokens_are_forgotten: TokensAreForgotten => [
        "accounts::an_account_keeps_every_value",
        "accounts::an_update_stores_new_tokens",
    ];
    unlink_takes_all: UnlinkTakesAll => ["accounts::unlinking_takes_only_that_account"];
    token_of_any_identifier: TokenOfAnyIdentifier => [
        "tokens::a_token_needs_its_identifier",
        "tokens::identifiers_match_exactly",
    ];
    token_is_kept: TokenIsKept => [
        "tokens::a_token_is_given_once",
        "tokens::of_many_that_try_one_gets_the_token",
    ];
    token_replaces_another: TokenReplacesAnother => ["tokens::an_identifier_has_several_tokens"];
    identifier_is_cut: IdentifierIsCut => ["tokens::long_and_awkward_tokens_are_kept"];
    token_is_read_then_deleted: TokenIsReadThenDeleted => [
        "tokens::of_many_that_try_one_gets_the_token",
    ];
    ended_token_is_given: EndedTokenIsGiven => ["tokens::a_token_ends_at_its_second"];
    token_is_given_in_its_last_second: TokenIsGivenInItsLastSecond => [
        "tokens::a_token_ends_at_its_second",
    ];
    token_limit_is_ignored: TokenLimitIsIgnored => ["tokens::ended_tokens_are_deleted_in_batches"];
    live_tokens_are_deleted: LiveTokensAreDeleted => ["tokens::a_live_token_is_never_deleted"];
    session_is_overwritten: SessionIsOverwritten => [
        "sessions::creation_never_overwrites_an_id",
        "sessions::of_many_that_create_one_does",
    ];
    ended_session_loads: EndedSessionLoads => [
        "sessions::a_session_ends_at_its_second",
        "sessions::a_session_that_was_over_never_loads",
    ];
    ended_session_loads_with_user: EndedSessionLoadsWithUser => [
        "links::an_ended_session_loads_no_user",
    ];
    ended_session_is_listed: EndedSessionIsListed => ["lists::a_list_leaves_out_what_has_ended"];
    user_agent_is_forgotten: UserAgentIsForgotten => [
        "sessions::a_session_is_kept_as_it_is",
        "lists::a_list_shows_what_was_stored",
    ];
    session_limit_is_ignored: SessionLimitIsIgnored => [
        "lists::ended_sessions_are_deleted_in_batches",
    ];
    live_sessions_are_deleted: LiveSessionsAreDeleted => [
        "lists::a_live_session_is_never_deleted",
        "lists::a_session_that_slid_is_not_deleted",
    ];
    sessions_of_all_are_deleted: SessionsOfAllAreDeleted => [
        "lists::deleting_all_counts_and_leaves_others_alone",
        "lists::owners_match_exactly",
    ];
    deletion_is_not_counted: DeletionIsNotCounted => [
        "lists::deleting_all_counts_and_leaves_others_alone",
    ];
    sessions_outlive_the_user: SessionsOutliveTheUser => [
        "links::deleting_a_user_deletes_the_sessions",
    ];
    nobodys_session_is_an_error: NobodysSessionIsAnError => [
        "links::a_session_without_a_user_loads_nothing",
    ];
    slide_brings_back: SlideBringsBack => [
        "slides::a_slide_never_brings_back_a_session",
        "slides::a_deleted_session_stays_deleted_under_slides",
        "slides::deleted_sessions_stay_deleted_under_slides",
    ];
    slide_ignores_the_old_end: SlideIgnoresTheOldEnd => [
        "slides::a_stale_slide_is_refused",
        "slides::a_slide_counts_once",
    ];
    slide_reads_then_writes: SlideReadsThenWrites => [
        "slides::a_slide_counts_once",
    ];
    slide_keeps_last_seen: SlideKeepsLastSeen => ["slides::a_slide_moves_the_end"];
}
