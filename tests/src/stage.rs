//! What the applications that sign in with providers are told to do, and what their callbacks saw.

use std::sync::{Arc, Mutex};

use auth_runtime::{Account, DefaultUser, Extended, Profile, Trigger};

use crate::{Plan, Script};

/// The state of the applications that sign in with providers: the script, and what callbacks were given.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// What the callbacks do.
    pub script: Script,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// The user of one of these applications.
pub trait Person: Extended<Base = DefaultUser> {
    /// A field of its own.
    fn nickname(&self) -> Option<String>;
}

/// What a callback was given.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The callback.
    pub callback: &'static str,
    /// The user's default fields.
    pub user: DefaultUser,
    /// The user's nickname, a field of the applications' own.
    pub nickname: Option<String>,
    /// The account.
    pub account: Option<Account>,
    /// What the provider said.
    pub profile: Option<Profile>,
    /// Why.
    pub trigger: Option<Trigger>,
}

impl Seen {
    /// A user, and whatever else is there.
    pub fn new<'a>(
        user: &impl Person,
        account: impl Into<Option<&'a Account>>,
        profile: impl Into<Option<&'a Profile>>,
    ) -> Self {
        Self {
            user: user.base(),
            nickname: user.nickname(),
            account: account.into().cloned(),
            profile: profile.into().cloned(),
            ..Self::default()
        }
    }

    /// Why the callback runs.
    pub fn for_the(self, trigger: Trigger) -> Self {
        Self {
            trigger: Some(trigger),
            ..self
        }
    }
}

impl Stage {
    /// Notes that a callback runs and what it was given, and tells what it is to do.
    pub fn play(&self, callback: &'static str, seen: Seen) -> Plan {
        let seen = Seen { callback, ..seen };
        self.seen.lock().unwrap().push(seen);
        self.script.play(callback)
    }

    /// What a callback was given when it ran last.
    #[track_caller]
    pub fn seen(&self, callback: &str) -> Seen {
        let seen = self.seen.lock().unwrap();
        let last = seen.iter().rev().find(|seen| seen.callback == callback);
        last.unwrap_or_else(|| panic!("{callback} did not run"))
            .clone()
    }
}
