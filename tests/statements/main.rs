//! How many statements a request costs, by what the database's driver logs.
//!
//! A program of its own: the driver logs on its own thread, so the log is that of the whole process.

use std::sync::LazyLock;
use std::time::Duration;

use auth_runtime::adapter::SqliteAdapter;
use auth_tests::forge::COOKIE;
use auth_tests::{DatabaseFile, DatabaseLab, Log};
use tokio::sync::{Mutex, MutexGuard};

/// The log, for one test at a time.
async fn log() -> MutexGuard<'static, Log> {
    static LOG: LazyLock<Mutex<Log>> = LazyLock::new(|| Mutex::new(Log::of_the_process()));
    LOG.lock().await
}

async fn lab(file: &DatabaseFile) -> DatabaseLab {
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let mut lab = DatabaseLab::new(adapter).await;
    lab.sign_in("ada").await;
    lab
}

#[tokio::test]
async fn a_read_costs_one_query() {
    let log = log().await;
    let file = DatabaseFile::new();
    let mut lab = lab(&file).await;
    for path in ["/auth/session", "/me", "/maybe", "/twice"] {
        log.statements();
        assert_eq!(lab.client.get(path).await.status, 200);
        let statements = log.statements();
        assert_eq!(statements.len(), 1, "{path}: {statements:?}");
        assert!(statements[0].starts_with("SELECT"), "{statements:?}");
    }
}

#[tokio::test]
async fn a_slide_costs_one_write() {
    let log = log().await;
    let file = DatabaseFile::new();
    let mut lab = lab(&file).await;
    lab.clock.advance(Duration::from_secs(24 * 60 * 60));
    log.statements();
    lab.client.session().await;
    let statements = log.statements();
    assert_eq!(statements.len(), 2, "{statements:?}");
    assert!(statements[1].starts_with("UPDATE"), "{statements:?}");
    lab.client.session().await;
    assert_eq!(log.statements().len(), 1);
}

#[tokio::test]
async fn a_bad_cookie_costs_at_most_one_query() {
    let log = log().await;
    let file = DatabaseFile::new();
    let lab = lab(&file).await;
    let good = lab.client.jar.get(COOKIE).unwrap().to_owned();
    let unknown = "a".repeat(43);
    let huge = "a".repeat(30_000);
    for (value, queries) in [
        (&*unknown, 1),
        ("malformed", 0),
        ("", 0),
        (&*huge, 0),
        ("%FF%FE", 0),
        ("%27%3B%20DROP%20TABLE%20users%3B%20--", 0),
        (&*good, 1),
    ] {
        if value == good {
            // The last one: it has expired.
            lab.clock.advance(Duration::from_secs(31 * 24 * 60 * 60));
        }
        log.statements();
        let cookies = format!("{COOKIE}={value}");
        let answer = lab.client.other().get_with("/auth/session", &cookies).await;
        assert_eq!((answer.status, answer.text()), (200, "null"), "{value}");
        assert_eq!(log.statements().len(), queries, "{value}");
    }
}

#[tokio::test]
async fn sixty_four_reads_make_one_write() {
    let log = log().await;
    let file = DatabaseFile::new();
    let lab = lab(&file).await;
    lab.clock.advance(Duration::from_secs(24 * 60 * 60));
    log.statements();
    let reads: Vec<_> = (0..64)
        .map(|_| {
            let mut client = lab.client.clone();
            tokio::spawn(async move { client.session().await })
        })
        .collect();
    let mut renewed = 0;
    for read in reads {
        let answer = read.await.unwrap();
        assert_eq!(answer.json()["user"]["id"], "id-of-ada");
        renewed += usize::from(answer.sets(COOKIE).is_some());
    }
    let statements = log.statements();
    let writes = statements
        .iter()
        .filter(|statement| statement.starts_with("UPDATE"));
    assert_eq!(writes.count(), 1, "{statements:?}");
    assert_eq!(renewed, 1);
    // The rest is what new connections begin with.
    let reads = statements
        .iter()
        .filter(|statement| statement.starts_with("SELECT"));
    assert_eq!(reads.count(), 64, "{statements:?}");
}
