use std::io;
use std::sync::{Arc, LazyLock, Mutex};

use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing::{Dispatch, Subscriber};
use tracing_subscriber::fmt::MakeWriter;

/// What was logged.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Writes down what is logged on the test's own thread, where its server runs as well, for as
    /// long as the guard lives.
    #[must_use]
    pub fn start() -> (Self, DefaultGuard) {
        // While there is one subscriber alone, `tracing` takes what a thread without one says of a
        // line for what everybody says: another test that comes by first would silence it here.
        static ANOTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::new()));
        LazyLock::force(&ANOTHER);
        let log = Self::default();
        let guard = tracing::subscriber::set_default(log.subscriber());
        (log, guard)
    }

    /// Writes down what is logged by the whole process from now on.
    ///
    /// A database's driver may log on threads of its own.
    pub fn of_the_process() -> Self {
        let log = Self::default();
        tracing::subscriber::set_global_default(log.subscriber()).unwrap();
        log
    }

    fn subscriber(&self) -> impl Subscriber + Send + Sync + use<> {
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(self.clone())
            .finish()
    }

    /// All of it.
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The statements that a database was asked since this was called last, in short.
    pub fn statements(&self) -> Vec<String> {
        let log = std::mem::take(&mut *self.0.lock().unwrap());
        let log = String::from_utf8(log).unwrap();
        let lines = log.lines().filter(|line| line.contains("sqlx::query: "));
        lines
            .filter_map(|line| line.split_once("summary=\"")?.1.split_once('"'))
            .map(|(summary, _)| summary.to_owned())
            .collect()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
