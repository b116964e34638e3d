use std::future::Future;
use std::time::Duration;

use super::outcome::{Outcome, chain};
use crate::adapter::AdapterError;

/// How long a check may take: far more than the slowest database needs, and less than a person waits.
const PATIENCE: Duration = Duration::from_secs(120);

/// The checks so far.
#[derive(Default)]
pub(super) struct Run {
    count: usize,
    failures: Vec<String>,
}

impl Run {
    pub(super) async fn check(&mut self, name: &str, check: impl Future<Output = Outcome> + Send) {
        self.count += 1;
        match tokio::time::timeout(PATIENCE, check).await {
            Ok(Ok(())) => {}
            Ok(Err(failure)) => self.failures.push(format!("{name}: {}", failure.0)),
            Err(_) => self.failures.push(format!(
                "{name}: expected an end within {} seconds, and it still ran",
                PATIENCE.as_secs()
            )),
        }
    }

    /// Panics if a check has failed.
    pub(super) fn finish(self) {
        assert!(
            self.failures.is_empty(),
            "the adapter breaks {} of {} checks of the contract:\n- {}",
            self.failures.len(),
            self.count,
            self.failures.join("\n- ")
        );
    }
}

/// An adapter that refuses its tables cannot be asked anything else.
pub(super) fn expect_prepared(result: Result<(), AdapterError>) {
    if let Err(error) = result {
        panic!("the adapter could not be prepared: {}", chain(&error));
    }
}

/// Runs checks of a module, each under its own name.
macro_rules! checks {
    ($run:expr, $subject:expr, $module:ident: [$($check:ident),* $(,)?]) => {$(
        let name = concat!(stringify!($module), "::", stringify!($check));
        // In a box, so that the futures of all checks do not add up.
        $run.check(name, Box::pin($module::$check($subject))).await;
    )*};
}

pub(super) use checks;
