//! An adapter with one mistake.

mod sessions;
mod users;

use std::sync::Mutex;

use auth_runtime::adapter::{
    Adapter, AdapterError, MemoryAdapter, SessionRecord, SessionStore as _, UserRecord,
    UserStore as _, VerificationToken,
};
use auth_runtime::{Account, Secret, Timestamp};

/// The mistakes of adapters, most of them seen in one that people use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    // All.
    UnknownIsAnError,
    NothingDoneIsTrue,
    // Users.
    CreationOverwrites,
    CreationGivesWhatWasGiven,
    AddressIsNotUnique,
    AddressIgnoresCase,
    AddressIgnoresTrailingBlanks,
    IdIgnoresCase,
    UpdateMerges,
    UpdateCreates,
    UpdateCountsChanges,
    NoAddressIsAnAddress,
    EmptyTextIsNone,
    NameIsCut,
    ColumnIsForgotten,
    BooleansAreNumbers,
    DeletionKeepsTheUser,
    // Accounts.
    AccountIsNotUnique,
    AccountIsStoredLater,
    AccountIsLookedUpFirst,
    AccountIsMoved,
    ProviderDoesNotCount,
    LinkToNobody,
    TokensAreCut,
    TokensAreForgotten,
    UnlinkTakesAll,
    // Verification tokens.
    TokenOfAnyIdentifier,
    TokenIsKept,
    TokenReplacesAnother,
    IdentifierIsCut,
    TokenIsReadThenDeleted,
    EndedTokenIsGiven,
    TokenIsGivenInItsLastSecond,
    TokenLimitIsIgnored,
    LiveTokensAreDeleted,
    // Sessions.
    SessionIsOverwritten,
    EndedSessionLoads,
    EndedSessionLoadsWithUser,
    EndedSessionIsListed,
    UserAgentIsForgotten,
    SessionLimitIsIgnored,
    LiveSessionsAreDeleted,
    SessionsOfAllAreDeleted,
    DeletionIsNotCounted,
    SessionsOutliveTheUser,
    NobodysSessionIsAnError,
    // Slides.
    SlideBringsBack,
    SlideIgnoresTheOldEnd,
    SlideReadsThenWrites,
    SlideKeepsLastSeen,
}

pub(crate) struct Faulty {
    fault: Fault,
    users: MemoryAdapter,
    /// Apart, so that a fault can keep them.
    sessions: MemoryAdapter,
    seen: Mutex<Seen>,
}

/// What was ever stored, for faults that do not forget.
#[derive(Default)]
struct Seen {
    tokens: Vec<VerificationToken>,
    sessions: Vec<SessionRecord>,
}

impl Faulty {
    pub(crate) fn new(fault: Fault) -> Self {
        Self {
            fault,
            users: MemoryAdapter::new(),
            sessions: MemoryAdapter::new(),
            seen: Mutex::default(),
        }
    }

    fn has(&self, fault: Fault) -> bool {
        self.fault == fault
    }

    /// The row, or an error if a fault needs one.
    fn known<T>(&self, row: Option<T>) -> Result<Option<T>, AdapterError> {
        if row.is_none() && self.has(Fault::UnknownIsAnError) {
            return Err(AdapterError::other("no such row"));
        }
        Ok(row)
    }

    /// Whether something was done, or that it was if a fault says so.
    fn done(&self, is_done: bool) -> bool {
        is_done || self.has(Fault::NothingDoneIsTrue)
    }

    /// The moment, or one at which nothing is over yet.
    fn moment(&self, fault: Fault, now: Timestamp) -> Timestamp {
        if self.has(fault) {
            Timestamp::from_unix_seconds(i64::MIN)
        } else {
            now
        }
    }

    /// The moment, or one at which everything is over.
    fn end(&self, fault: Fault, now: Timestamp) -> Timestamp {
        if self.has(fault) {
            Timestamp::from_unix_seconds(i64::MAX)
        } else {
            now
        }
    }

    fn limit(&self, fault: Fault, limit: u32) -> u32 {
        if self.has(fault) { u32::MAX } else { limit }
    }

    fn stored(&self, mut record: UserRecord) -> UserRecord {
        let text = &mut record.user;
        match self.fault {
            Fault::EmptyTextIsNone => text.name = text.name.take().filter(|name| !name.is_empty()),
            Fault::NameIsCut => {
                let cut = |name: String| name.chars().take(100).collect();
                text.name = text.name.take().map(cut);
            }
            Fault::ColumnIsForgotten => record.extra[1] = serde_json::Value::Null,
            Fault::BooleansAreNumbers => {
                let number = record.extra[6].as_bool().map(u8::from);
                record.extra[6] = serde_json::json!(number);
            }
            _ => {}
        }
        record
    }

    fn kept(&self, mut account: Account) -> Account {
        match self.fault {
            Fault::TokensAreCut => {
                account.access_token = account.access_token.map(|token| {
                    let cut: String = token.expose_secret().chars().take(255).collect();
                    Secret::from(cut)
                });
            }
            Fault::TokensAreForgotten => account.refresh_token = None,
            _ => {}
        }
        if self.has(Fault::ProviderDoesNotCount) {
            "any".clone_into(&mut account.provider);
        }
        account
    }

    fn provider<'a>(&self, provider: &'a str) -> &'a str {
        if self.has(Fault::ProviderDoesNotCount) {
            "any"
        } else {
            provider
        }
    }
}

impl Adapter for Faulty {
    async fn session_and_user(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<(SessionRecord, UserRecord)>, AdapterError> {
        let now = self.moment(Fault::EndedSessionLoadsWithUser, now);
        let Some(session) = self.session(id, now).await? else {
            return Ok(None);
        };
        let user = self.user(&session.user_id).await?;
        if user.is_none() && self.has(Fault::NobodysSessionIsAnError) {
            return Err(AdapterError::other("a row is missing"));
        }
        Ok(user.map(|user| (session, user)))
    }
}

/// Leaves time for others between two steps that should be one: a fault that shows only now and then
/// would be a test that fails now and then.
async fn others_come_between() {
    tokio::time::sleep(std::time::Duration::from_millis(3)).await;
}
