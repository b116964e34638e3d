//! The statement that a read of a session makes, from sqlx's log.
//!
//! It is found by a program of its own, because a log takes time, even one that nobody looks at.

use std::env;
use std::fmt::Debug;
use std::process::Command;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::database::Database;

/// The word that makes this program the other one.
pub(crate) const COMMAND: &str = "statement";

/// The one statement of a read.
pub(crate) fn of_a_read(name: &str) -> &'static str {
    let output = Command::new(env::current_exe().expect("this program"))
        .args([COMMAND, name])
        .output()
        .expect("the program with the log");
    let statements = String::from_utf8(output.stdout).expect("text");
    assert_eq!(statements.lines().count(), 1, "one query: {statements}");
    statements.trim_end().to_owned().leak()
}

/// Prints the statements of a read, a line each.
pub(crate) async fn print(name: &str) {
    let log = Log::default();
    let database = Database::create(name).await.expect("a database");
    // A connection that was just used is on its way back to the pool, so there are soon two.
    for _ in 0..100 {
        database.read().await;
    }
    tracing::subscriber::set_global_default(log.clone()).expect("the only log");
    database.read().await;
    let statements = log.statements.lock().expect("not poisoned").clone();
    database.remove().await;
    for statement in statements {
        println!("{statement}");
    }
}

#[derive(Clone, Default)]
struct Log {
    statements: Arc<Mutex<Vec<String>>>,
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        let mut statements = self.statements.lock().expect("not poisoned");
        statements.push(statement.0);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Statement(String);

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        // A statement of four words or fewer is in the summary alone, and a read is longer.
        if field.name() == "db.statement" {
            value.trim().clone_into(&mut self.0);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
