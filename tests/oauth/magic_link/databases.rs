//! Every case of the protocol's section 7.4 that comes by a link, with tokens and with rows, on each database.

use auth_runtime::adapter::{Adapter, MemoryAdapter, PostgresAdapter, SqliteAdapter};
use auth_runtime::sqlx;
use auth_tests::{DatabaseFile, Kind, with_postgres};

use super::{signs_in, used};

#[derive(Clone, Copy, Debug)]
enum Case {
    /// A new user, and then a known one.
    NewThenKnown,
    /// A user whose address nobody had proved.
    Unproven,
    /// The same, and what they had before.
    Unlinked { is_trusted: bool },
    /// Many clicks at once.
    AtOnce,
}

const CASES: [Case; 5] = [
    Case::NewThenKnown,
    Case::Unproven,
    Case::Unlinked { is_trusted: false },
    Case::Unlinked { is_trusted: true },
    Case::AtOnce,
];

/// Plays a case on a database that is empty, of which there are two handles.
async fn play<A: Adapter>(case: Case, kind: Kind, database: (A, A)) {
    match case {
        Case::NewThenKnown => signs_in::a_link_signs_up_and_later_signs_in(kind, database).await,
        Case::Unproven => signs_in::a_link_proves_an_address(kind, database).await,
        Case::Unlinked { is_trusted } => {
            signs_in::a_proof_ends_what_came_before_it(is_trusted, kind, database).await;
        }
        Case::AtOnce => used::of_many_who_click_one_comes_in(kind, database).await,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn in_memory() {
    for kind in Kind::WITH_USERS {
        for case in CASES {
            let tables = MemoryAdapter::new();
            play(case, kind, (tables.clone(), tables)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn in_sqlite() {
    for kind in Kind::WITH_USERS {
        for case in CASES {
            let file = DatabaseFile::new();
            let adapter = SqliteAdapter::open(file.path()).await.unwrap();
            let tables = SqliteAdapter::open(file.path()).await.unwrap();
            play(case, kind, (adapter, tables)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn in_postgres() {
    for kind in Kind::WITH_USERS {
        with_postgres(move |url| async move {
            for case in CASES {
                let adapter = PostgresAdapter::connect(&url).await.unwrap();
                let tables = PostgresAdapter::connect(&url).await.unwrap();
                let pool = adapter.pool().clone();
                let database = (
                    adapter.migrate_on_build(true),
                    tables.migrate_on_build(true),
                );
                play(case, kind, database).await;
                let empty = "TRUNCATE users, accounts, sessions, verification_tokens";
                sqlx::query(empty).execute(&pool).await.unwrap();
            }
        })
        .await;
    }
}
