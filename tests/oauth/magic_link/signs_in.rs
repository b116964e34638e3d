//! Who comes by a link (protocol section 7.4), on a database that is empty.

use std::time::Duration;

use auth_runtime::adapter::{Adapter, UserStore as _};
use auth_runtime::{ProviderType, Trigger};
use auth_tests::forge::COOKIE;
use auth_tests::{Kind, ProviderLab};

use super::{ADDRESS, Outbox, ask, lab, lab_on, open};

pub(super) async fn a_link_signs_up_and_later_signs_in<A: Adapter>(kind: Kind, database: (A, A)) {
    let (mut lab, outbox) = lab_on(kind, database).await;
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

/// Somebody who came from a provider that did not vouch for the address proves it now.
pub(super) async fn a_link_proves_an_address<A: Adapter>(kind: Kind, database: (A, A)) {
    let (mut lab, outbox) = lab_on(kind, database).await;
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

/// Whoever had written the address down first may have been somebody else: what they can sign in with is
/// theirs no more. Users that Auth.js has made never had a proof, and keep what they have on request.
pub(super) async fn a_proof_ends_what_came_before_it<A: Adapter>(
    is_trusted: bool,
    kind: Kind,
    (adapter, tables): (A, A),
) {
    let outbox = Outbox::default();
    let mut lab = ProviderLab::on(kind, adapter, tables, |setup, _| {
        let email = outbox.provider().trust_unproven_addresses(is_trusted);
        setup.providers.push(email.into());
    })
    .await;
    lab.idp
        .plan(|plan| plan.user["email_verified"] = false.into());
    lab.client.sign_in_with("idp").await;
    let mut eve = lab.client.clone();
    let id = eve.session().await.json()["user"]["id"].clone();
    lab.client = lab.client.other();
    ask(&mut lab.client, ADDRESS).await;
    open(&mut lab.client, &outbox.link().await).await;
    assert_eq!(lab.client.session().await.json()["user"]["id"], id);

    let name = format!("{kind:?}, trusted: {is_trusted}");
    let accounts = lab.tables.accounts(id.as_str().unwrap()).await.unwrap();
    assert_eq!(accounts.len(), usize::from(is_trusted), "{name}");
    // A token that is out there is good until its end.
    let is_in = eve.session().await.text() != "null";
    assert_eq!(is_in, is_trusted || kind == Kind::TokenWithUsers, "{name}");
    let mut eve = eve.other();
    let answer = eve.sign_in_with("idp").await;
    assert_eq!(
        answer.sets(COOKIE).is_some(),
        is_trusted,
        "{name}: {answer:?}"
    );
    // An address that is proved stays so, and the next link ends nothing.
    ask(&mut lab.client, ADDRESS).await;
    let mut again = lab.client.other();
    open(&mut again, &outbox.link().await).await;
    assert_eq!(
        lab.client.session().await.json()["user"]["id"],
        id,
        "{name}"
    );
}

/// Eve wrote Ada's address down, and keeps the token of that time, which is good until its end. Ada has
/// proved the address since. What Eve comes with in the same browser goes to nobody, or to Eve.
#[tokio::test]
async fn a_token_of_before_a_proof_links_nothing() {
    for provider in ["idp", "other"] {
        let (mut lab, outbox) = lab(Kind::TokenWithUsers).await;
        lab.idp
            .plan(|plan| plan.user["email_verified"] = false.into());
        lab.client.sign_in_with("idp").await;
        let mut eve = lab.client.clone();
        lab.client = lab.client.other();
        lab.clock.advance(Duration::from_secs(60));
        ask(&mut lab.client, ADDRESS).await;
        open(&mut lab.client, &outbox.link().await).await;
        let ada = lab.client.session().await.json()["user"]["id"].clone();
        let ada = ada.as_str().unwrap();

        eve.sign_in_with(provider).await;
        let accounts = lab.tables.accounts(ada).await.unwrap();
        assert!(accounts.is_empty(), "{provider}: {accounts:?}");
        let owner = lab.tables.user_by_account(provider, "1815").await.unwrap();
        assert!(owner.is_none_or(|owner| owner.user.id != ada), "{provider}");
        // Nor does Eve come in by it anew.
        let answer = eve.other().sign_in_with(provider).await;
        assert!(answer.sets(COOKIE).is_none(), "{provider}: {answer:?}");
    }
}
