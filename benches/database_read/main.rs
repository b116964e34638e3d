//! Reading a session of a database, beside the query that it makes and nothing else.

mod bare;
mod database;
mod measure;
mod server;
mod statements;

use std::env;

use auth_benches::core;

use self::database::Database;

/// On one thread, and that one and those of the pool on one core: to wake a thread on another core
/// takes longer than the query, and as long for both.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    core::last();
    if let [_, word, name] = &*env::args().collect::<Vec<_>>()
        && word == statements::COMMAND
    {
        return statements::print(name).await;
    }
    let mut rows = Vec::new();
    for name in database::NAMES {
        let Some(database) = Database::create(name).await else {
            println!("{name} is left out: {} is not set.\n", server::URL);
            continue;
        };
        let statement = statements::of_a_read(name);
        println!("{name}: `{statement}`\n");
        rows.push(database.compare(statement).await);
        database.remove().await;
    }
    println!("| ours / bare query | time: median of the rounds (least to most) | µs |");
    println!("|---|---|---|");
    for row in rows {
        println!("{row}");
    }
}
