use std::fmt;
use std::sync::{Arc, Mutex};

use auth_runtime::{BoxError, SignInDecision};

/// What the callbacks of the application do, and a record of what they did.
#[derive(Clone, Default)]
pub struct Script(Arc<Mutex<Record>>);

#[derive(Default)]
struct Record {
    plan: Plan,
    calls: Vec<&'static str>,
}

/// What each callback is to do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The `jwt` callback.
    pub jwt: Step,
    /// The `jwt` callback after the sign-in, where a test tells the two apart.
    pub read: Step,
    /// The `session` callback.
    pub session: Step,
    /// The `profile` callback.
    pub profile: Step,
    /// The decision of `sign_in`; an error if the step says so.
    pub sign_in: Option<SignInDecision>,
    /// The `on(..)` callbacks.
    pub events: Step,
    /// A note for the `jwt` callback to put into the token.
    pub note: Option<String>,
}

/// What one callback is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Its work.
    #[default]
    Works,
    /// Return an error.
    Fails,
    /// Return `None`, where it can.
    Ends,
}

impl Script {
    /// Changes the plan.
    pub fn plan(&self, change: impl FnOnce(&mut Plan)) {
        change(&mut self.0.lock().unwrap().plan);
    }

    /// Notes that a callback runs, and tells what it is to do.
    pub fn play(&self, callback: &'static str) -> Plan {
        let mut record = self.0.lock().unwrap();
        record.calls.push(callback);
        record.plan.clone()
    }

    /// The callbacks that ran since this was asked last.
    pub fn calls(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.0.lock().unwrap().calls)
    }
}

impl Step {
    /// An error if the plan asks for one.
    pub fn check(self) -> Result<(), BoxError> {
        match self {
            Self::Fails => Err("the database is away".into()),
            Self::Works | Self::Ends => Ok(()),
        }
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Script")
    }
}
