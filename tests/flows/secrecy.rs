//! What the log may hold: nothing that opens a door.

use auth_runtime::{Account, ProviderType, Secret};
use auth_tests::forge::COOKIE;
use auth_tests::{GOOD, Lab, Log, SECRET, Step, Style};
use serde_json::json;

#[tokio::test]
async fn a_whole_visit_leaves_no_secret_in_the_log() {
    // The server runs on this test's own thread.
    let (log, _guard) = Log::start();

    let Lab {
        mut client, script, ..
    } = Lab::new().await;
    let mut secrets = vec![
        SECRET.to_owned(),
        "correct horse".to_owned(),
        "hush".to_owned(),
    ];
    secrets.push(client.csrf().await);
    client
        .sign_in(Style::V5, &[("name", "ada"), ("password", "hush-hush")])
        .await;
    client
        .sign_in(Style::V5, &[("name", "broken"), ("password", "hush-hush")])
        .await;
    client
        .sign_in(
            Style::V5,
            &[("name", "ada"), ("password", "p"), ("pin", "hush")],
        )
        .await;
    client
        .post(
            Style::V5,
            "/auth/callback/credentials",
            &[("csrfToken", "hush")],
        )
        .await;
    assert_eq!(client.sign_in(Style::V5, GOOD).await.status, 200);
    let token = client.jar.get(COOKIE).unwrap().to_owned();
    let parts = token.split('.').filter(|part| !part.is_empty());
    secrets.extend(parts.map(str::to_owned));
    client.session().await;
    client.get("/me").await;
    client.update(json!({ "note": ["hush"] })).await;
    script.plan(|plan| plan.session = Step::Fails);
    client.session().await;
    client.get("/me").await;
    script.plan(|plan| plan.session = Step::Works);
    let tampered = format!("{}A.{}", &token[..40], &token[40..]);
    client
        .other()
        .get_with("/auth/session", &format!("{COOKIE}={tampered}"))
        .await;
    client
        .other()
        .get_with("/me", &format!("{COOKIE}={token}x"))
        .await;
    client
        .get("/auth/signin/github?callbackUrl=javascript:hush")
        .await;
    client.submit(Style::V5, "signout", &[]).await;
    secrets.push(tampered);

    let log = log.text();
    // It does say what happened.
    for line in [
        "signed in",
        "the session token was refused",
        "the `credentials` callback failed",
        "the `session` callback failed",
        "the database is away",
        "github",
    ] {
        assert!(log.contains(line), "{line}: {log}");
    }
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret}: {log}");
    }
}

#[test]
fn a_secret_is_redacted_wherever_it_is_printed() {
    let (log, _guard) = Log::start();
    let account = {
        let mut account = Account::new(ProviderType::OAuth, "github", "1815");
        account.access_token = Some(Secret::from("hush"));
        account
    };
    tracing::info!(token = ?account.access_token, "a field");
    tracing::warn!("{account:?}");

    let message = std::panic::catch_unwind(|| panic!("what of {account:?}?")).unwrap_err();
    let unwrapped = std::panic::catch_unwind(|| {
        Err::<(), _>(Secret::from("hush")).expect("a secret as an error");
    });
    let said = [
        log.text(),
        message.downcast_ref::<String>().unwrap().clone(),
        unwrapped
            .unwrap_err()
            .downcast_ref::<String>()
            .unwrap()
            .clone(),
    ];
    for said in said {
        assert!(said.contains("[redacted]"), "{said}");
        assert!(!said.contains("hush"), "{said}");
    }
}
