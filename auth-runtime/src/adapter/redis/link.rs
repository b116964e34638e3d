use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::redis::aio::{ConnectionManager, ConnectionManagerConfig};
use ::redis::{Client, FromRedisValue, RedisResult, ScriptInvocation};
use tokio::time::timeout;

use super::failure::{failure, is_dropped};
use crate::adapter::AdapterError;

/// How long a new connection may take.
const CONNECTION: Duration = Duration::from_secs(5);

/// One connection for all, and a new one when it is lost.
#[derive(Clone)]
pub(super) struct Link {
    client: Client,
    current: Arc<Mutex<Current>>,
    pub(super) patience: Duration,
}

/// The manager that is used now, with how many there were before.
#[derive(Clone)]
struct Current {
    generation: u64,
    manager: ConnectionManager,
}

/// What a script gave.
pub(super) struct Answer<T> {
    pub(super) value: T,
    /// Whether it was sent twice, because the connection was lost before the first answer came.
    pub(super) is_repeated: bool,
}

impl Link {
    pub(super) async fn open(url: &str, patience: Duration) -> Result<Self, AdapterError> {
        let client = Client::open(url).map_err(failure)?;
        let manager = ConnectionManager::new_with_config(client.clone(), config());
        let manager = timeout(patience, manager).await;
        let manager = manager.map_err(|_| late(patience))?.map_err(failure)?;
        let current = Current {
            generation: 0,
            manager,
        };
        Ok(Self {
            client,
            current: Arc::new(Mutex::new(current)),
            patience,
        })
    }

    /// Runs a script, once more if the connection is lost: a firewall may have cut it long ago.
    ///
    /// It may have run both times. The second run then finds the work done, and says so as if somebody else had done it.
    pub(super) async fn run<T: FromRedisValue>(
        &self,
        script: &ScriptInvocation<'_>,
    ) -> Result<Answer<T>, AdapterError> {
        let mut current = self.lock().clone();
        let attempts = async {
            let first = script.invoke_async(&mut current.manager).await;
            let (result, is_repeated): (RedisResult<T>, bool) = match first {
                Err(error) if is_dropped(&error) => {
                    (script.invoke_async(&mut current.manager).await, true)
                }
                first => (first, false),
            };
            result.map(|value| Answer { value, is_repeated })
        };
        match timeout(self.patience, attempts).await {
            Ok(result) => result.map_err(failure),
            Err(_) => {
                self.replace(current.generation);
                Err(late(self.patience))
            }
        }
    }

    /// Gives up a connection that does not answer: the manager would wait until the system closes it,
    /// which takes a quarter of an hour when the other machine has vanished.
    fn replace(&self, generation: u64) {
        let mut current = self.lock();
        if current.generation != generation {
            return;
        }
        if let Ok(manager) = ConnectionManager::new_lazy_with_config(self.client.clone(), config())
        {
            *current = Current {
                generation: generation + 1,
                manager,
            };
        }
    }

    fn lock(&self) -> MutexGuard<'_, Current> {
        // It is replaced in one step, so a panic elsewhere spoils nothing.
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn config() -> ConnectionManagerConfig {
    ConnectionManagerConfig::new()
        .set_connection_timeout(Some(CONNECTION))
        // Answers are awaited as long as the store's patience lasts.
        .set_response_timeout(None)
        .set_max_delay(Duration::from_millis(500))
        .set_number_of_retries(3)
}

fn late(patience: Duration) -> AdapterError {
    AdapterError::unavailable(format!("Redis did not answer within {patience:?}"))
}
