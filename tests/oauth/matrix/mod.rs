//! Whose account it is, and whose it becomes: every case of the protocol's section 7.4, with tokens and
//! with rows, on each database.

mod case;
mod play;

use std::time::Duration;

use auth_runtime::adapter::{
    Adapter, MemoryAdapter, PostgresAdapter, SqliteAdapter, UserStore as _,
};
use auth_runtime::provider::AccountLinking::{Never, SignedIn, VerifiedEmail};
use auth_runtime::sqlx;
use auth_tests::forge::COOKIE;
use auth_tests::{DatabaseFile, Kind, ProviderLab, Step, providers, with_postgres};
use serde_json::json;

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

/// A session that the application has ended is nobody's, although its token has not expired.
#[tokio::test]
async fn a_session_that_a_callback_ends_is_none() {
    let mut lab = ProviderLab::new(Kind::TokenWithUsers).await;
    come(&mut lab, ADA).await;
    let ada = id(&lab.client.session().await.json());
    lab.stage.script.plan(|plan| plan.read = Step::Ends);
    let answer = come(&mut lab, BOB).await;
    assert!(answer.sets(COOKIE).is_some(), "{answer:?}");
    lab.stage.script.plan(|plan| plan.read = Step::Works);
    let bob = id(&lab.client.session().await.json());
    assert!(!bob.is_empty() && bob != ada);
    // Where it cannot be read, an account that is new has nobody to go to, and waits.
    lab.stage.script.plan(|plan| plan.read = Step::Fails);
    let answer = come(&mut lab, ADA_ELSEWHERE).await;
    assert!(answer.location().ends_with("/error?error=Configuration"));
    assert!(!answer.touches_session());
}

/// The application decides about the user who gets the account, and not about the one it would make.
#[tokio::test]
async fn the_application_sees_who_gets_the_account() {
    for kind in Kind::WITH_USERS {
        let mut lab = ProviderLab::with(kind, |setup, _| setup.linking = VerifiedEmail).await;
        come(&mut lab, ADA).await;
        let ada = id(&lab.client.session().await.json());
        // To the user with the address, and to the one who is signed in.
        lab.client = lab.client.other();
        for visit in [ADA_ELSEWHERE, BOB] {
            come(&mut lab, visit).await;
            assert_eq!(lab.stage.seen("sign_in").user.id, ada, "{kind:?}");
        }
    }
}

/// Many providers give a refresh token once, and it is good until there is another one.
#[tokio::test]
async fn a_refresh_token_outlives_a_sign_in_without_one() {
    for kind in Kind::WITH_USERS {
        let mut lab = ProviderLab::new(kind).await;
        let mut stored = Vec::new();
        for gives_one in [true, false, true] {
            lab.idp.plan(|plan| {
                plan.tokens = if gives_one {
                    json!({})
                } else {
                    json!({ "refresh_token": null })
                };
            });
            lab.client = lab.client.other();
            come(&mut lab, ADA).await;
            let ada = id(&lab.client.session().await.json());
            let accounts = lab.tables.accounts(&ada).await.unwrap();
            let token = accounts[0].refresh_token.as_ref();
            let token = token.expect("there is a refresh token").expose_secret();
            stored.push(token.clone());
        }
        assert_eq!(stored[0], stored[1], "{kind:?}");
        assert_ne!(stored[1], stored[2], "{kind:?}");
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
