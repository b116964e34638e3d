//! Pages of the application on the way of a provider and of a link.

use auth_runtime::Pages;
use auth_tests::{Kind, ProviderLab};

use super::magic_link::{Outbox, ask, open};

async fn lab(kind: Kind) -> (ProviderLab, Outbox) {
    let outbox = Outbox::default();
    let lab = ProviderLab::with(kind, |setup, _| {
        setup.providers.push(outbox.provider().into());
        setup.pages = Pages::new()
            .verify_request("/check-mail?theme=dark")
            .new_user("/welcome");
    })
    .await;
    (lab, outbox)
}

/// Where a new user is welcomed, and then goes on.
fn welcome(lab: &ProviderLab, path: &str) -> String {
    let origin = &lab.client.origin;
    let mut url = auth_runtime::Url::parse(origin).unwrap();
    url.set_path("/welcome");
    let next = format!("{origin}{path}");
    url.query_pairs_mut().append_pair("callbackUrl", &next);
    url.into()
}

#[tokio::test]
async fn a_new_user_is_welcomed_once() {
    for kind in Kind::WITH_USERS {
        for provider in ["idp", "plain", "posted"] {
            let (mut lab, _) = lab(kind).await;
            let home = format!("{}/", lab.client.origin);
            for target in [welcome(&lab, "/"), home] {
                lab.client = lab.client.other();
                let answer = lab.client.sign_in_with(provider).await;
                assert_eq!(answer.location(), target, "{kind:?} {provider}");
            }
        }
    }
}

/// Without a database nobody knows who was here before.
#[tokio::test]
async fn nobody_is_new_without_a_database() {
    let mut lab = ProviderLab::with(Kind::Token, |setup, _| {
        setup.pages = Pages::new().new_user("/welcome");
    })
    .await;
    let answer = lab.client.sign_in_with("idp").await;
    assert_eq!(answer.location(), format!("{}/", lab.client.origin));
}

#[tokio::test]
async fn a_link_leads_by_both_pages() {
    for kind in Kind::WITH_USERS {
        let (mut lab, outbox) = lab(kind).await;
        let origin = lab.client.origin.clone();
        for target in [welcome(&lab, "/home"), format!("{origin}/home")] {
            lab.client = lab.client.other();
            let sent = ask(&mut lab.client, "ada@example.com").await;
            let (_, path) = sent.location().split_once(&origin).unwrap();
            let own = format!("{origin}/check-mail?theme=dark&provider=email&type=email");
            assert_eq!(lab.client.get(path).await.location(), own, "{kind:?}");
            let answer = open(&mut lab.client, &outbox.link().await).await;
            assert_eq!(answer.location(), target, "{kind:?}");
        }
    }
}
