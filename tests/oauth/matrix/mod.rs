//! Whose account it is, and whose it becomes: every case of the protocol's section 7.4, with tokens and
//! with rows, on each database.

mod case;
mod play;

use std::time::Duration;

use auth_runtime::adapter::{Adapter, MemoryAdapter, PostgresAdapter, SqliteAdapter};
use auth_runtime::provider::AccountLinking::{Never, SignedIn, VerifiedEmail};
use auth_runtime::sqlx;
use auth_tests::forge::COOKIE;
use auth_tests::{DatabaseFile, Kind, ProviderLab, providers, with_postgres};

use self::case::{ADA, ADA_ELSEWHERE, BOB, CASES};
use self::play::{come, id, play};

#[tokio::test]
async fn in_memory() {
    for kind in Kind::WITH_USERS {
        for case in CASES {
            let tables = MemoryAdapter::new();
            play(case, kind, tables.clone(), tables).await;
        }
    }
}

#[tokio::test]
async fn in_sqlite() {
    for kind in Kind::WITH_USERS {
        for case in CASES {
            let file = DatabaseFile::new();
            let adapter = SqliteAdapter::open(file.path()).await.unwrap();
            let tables = SqliteAdapter::open(file.path()).await.unwrap();
            play(case, kind, adapter, tables).await;
        }
    }
}

#[tokio::test]
async fn in_postgres() {
    for kind in Kind::WITH_USERS {
        with_postgres(move |url| async move {
            for case in CASES {
                let adapter = PostgresAdapter::connect(&url)
                    .await
                    .unwrap()
                    .migrate_on_build(true);
                let pool = adapter.pool().clone();
                let tables = PostgresAdapter::connect(&url)
                    .await
                    .unwrap()
                    .migrate_on_build(true);
                play(case, kind, adapter, tables).await;
                let empty = "TRUNCATE users, accounts, sessions, verification_tokens";
                sqlx::query(empty).execute(&pool).await.unwrap();
            }
        })
        .await;
    }
}

/// Whose session is over is nobody: a second account is not theirs.
#[tokio::test]
async fn an_ended_session_is_none() {
    for kind in Kind::WITH_USERS {
        let mut lab = ProviderLab::new(kind).await;
        come(&mut lab, ADA).await;
        let ada = id(&lab.client.session().await.json());
        lab.clock.advance(Duration::from_secs(31 * 24 * 60 * 60));
        let cookie = lab.client.jar.get(COOKIE).map(str::to_owned);
        let answer = come(&mut lab, BOB).await;
        assert!(answer.sets(COOKIE).is_some(), "{kind:?}");
        assert_ne!(lab.client.jar.get(COOKIE).map(str::to_owned), cookie);
        let bob = id(&lab.client.session().await.json());
        assert!(!bob.is_empty() && bob != ada, "{kind:?}");
        assert_eq!(
            lab.stage
                .script
                .calls()
                .iter()
                .filter(|call| **call == "on_create_user")
                .count(),
            2
        );
    }
}

/// A provider may have a rule of its own.
#[tokio::test]
async fn a_provider_has_the_last_word_on_linking() {
    for kind in Kind::WITH_USERS {
        for (general, own, is_linked) in [
            (Never, VerifiedEmail, true),
            (VerifiedEmail, Never, false),
            (VerifiedEmail, SignedIn, false),
        ] {
            let mut lab = ProviderLab::with(kind, |setup, idp| {
                setup.linking = general;
                let [_, other, ..] = providers(idp);
                setup.providers[1] = other.linking(own).into();
            })
            .await;
            come(&mut lab, ADA).await;
            lab.client = lab.client.other();
            let answer = come(&mut lab, ADA_ELSEWHERE).await;
            assert_eq!(
                answer.sets(COOKIE).is_some(),
                is_linked,
                "{general:?} {own:?}"
            );
        }
    }
}

/// Somebody with two tabs, or who clicks twice: one user comes of it.
async fn at_once<A: Adapter>(kind: Kind, adapter: A, tables: A) {
    let lab = ProviderLab::on(kind, adapter, tables, |_, _| {}).await;
    let browsers: Vec<_> = (0..16)
        .map(|_| {
            let mut client = lab.client.other();
            tokio::spawn(async move {
                let answer = client.sign_in_with("idp").await;
                assert!(answer.sets(COOKIE).is_some(), "{answer:?}");
                id(&client.session().await.json())
            })
        })
        .collect();
    let owner = {
        let mut ids = Vec::new();
        for browser in browsers {
            ids.push(browser.await.unwrap());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1, "{kind:?}");
        ids.remove(0)
    };
    assert_eq!(lab.tables.accounts(&owner).await.unwrap().len(), 1);
    let calls = lab.stage.script.calls();
    let count = |name| calls.iter().filter(|call| **call == name).count();
    assert_eq!((count("on_create_user"), count("on_sign_in")), (1, 16));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_are_one_user() {
    for kind in Kind::WITH_USERS {
        let file = DatabaseFile::new();
        let adapter = SqliteAdapter::open(file.path()).await.unwrap();
        let tables = SqliteAdapter::open(file.path()).await.unwrap();
        at_once(kind, adapter, tables).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_are_one_user_in_postgres() {
    for kind in Kind::WITH_USERS {
        with_postgres(move |url| async move {
            let adapter = PostgresAdapter::connect(&url)
                .await
                .unwrap()
                .migrate_on_build(true);
            let tables = PostgresAdapter::connect(&url)
                .await
                .unwrap()
                .migrate_on_build(true);
            at_once(kind, adapter, tables).await;
        })
        .await;
    }
}
