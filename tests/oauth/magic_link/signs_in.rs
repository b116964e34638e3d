//! Who comes by a link.

use auth_runtime::adapter::UserStore as _;
use auth_runtime::{ProviderType, Trigger};
use auth_tests::Kind;

use super::{ADDRESS, ask, lab, open};

#[tokio::test]
async fn a_link_signs_up_and_later_signs_in() {
    for kind in Kind::WITH_USERS {
        let (mut lab, outbox) = lab(kind).await;
        let mut ids = Vec::new();
        for (trigger, events) in [
            (Trigger::SignUp, &["on_create_user", "on_sign_in"][..]),
            (Trigger::SignIn, &["on_sign_in"]),
        ] {
            lab.client = lab.client.other();
            let sent = ask(&mut lab.client, "Ada@Example.COM").await;
            let target = format!(
                "{}/auth/verify-request?provider=email&type=email",
                lab.client.origin
            );
            assert_eq!(sent.location(), target, "{kind:?}");
            assert!(!sent.touches_session());
            lab.stage.script.calls();
            let answer = open(&mut lab.client, &outbox.link().await).await;
            assert_eq!(answer.location(), format!("{}/home", lab.client.origin));
            let mut calls = lab.stage.script.calls();
            calls.retain(|call| call.starts_with("on_"));
            assert_eq!(calls, events, "{kind:?}");
            let session = lab.client.session().await.json();
            assert_eq!(session["user"]["email"], ADDRESS);
            ids.push(session["user"]["id"].clone());
            let seen = lab.stage.seen("on_sign_in");
            assert_eq!(seen.trigger, Some(trigger), "{kind:?}");
            assert!(seen.profile.is_none());
            assert!(seen.user.email_verified.is_some());
            let account = seen.account.unwrap();
            assert_eq!(account.r#type, ProviderType::Email);
            assert_eq!(account.provider_account_id, ADDRESS);
        }
        assert_eq!(ids[0], ids[1]);
        let user = lab.tables.user_by_email(ADDRESS).await.unwrap().unwrap();
        assert_eq!(ids[0], user.user.id);
        assert!(lab.tables.accounts(&user.user.id).await.unwrap().is_empty());
    }
}

/// Somebody who came from a provider that did not vouch for the address proves it now.
#[tokio::test]
async fn a_link_proves_an_address() {
    for kind in Kind::WITH_USERS {
        let (mut lab, outbox) = lab(kind).await;
        lab.idp
            .plan(|plan| plan.user["email_verified"] = false.into());
        lab.client.sign_in_with("idp").await;
        let id = lab.client.session().await.json()["user"]["id"].clone();
        lab.client = lab.client.other();
        ask(&mut lab.client, ADDRESS).await;
        lab.stage.script.calls();
        open(&mut lab.client, &outbox.link().await).await;
        let mut calls = lab.stage.script.calls();
        calls.retain(|call| call.starts_with("on_"));
        assert_eq!(calls, ["on_update_user", "on_sign_in"], "{kind:?}");
        assert_eq!(lab.client.session().await.json()["user"]["id"], id);
        let user = lab.tables.user_by_email(ADDRESS).await.unwrap().unwrap();
        assert!(user.user.email_verified.is_some());
    }
}
