use auth_runtime::adapter::Adapter;
use auth_tests::forge::COOKIE;
use auth_tests::{Answer, Kind, ProviderLab};
use serde_json::{Value, json};

use super::case::Outcome::{Keeps, Refused, SignsIn, SignsUp};
use super::case::{Case, Visit};

/// The provider's user is this one from now on, and comes.
pub(super) async fn come<A>(lab: &mut ProviderLab<A>, visit: Visit) -> Answer {
    lab.idp.plan(|plan| {
        plan.user = json!({
            "sub": visit.sub, "name": visit.sub, "email": visit.email,
            "email_verified": visit.verified,
        });
    });
    lab.client.sign_in_with(visit.provider).await
}

pub(super) fn id(session: &Value) -> String {
    session["user"]["id"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Plays a case on a database that is empty.
pub(super) async fn play<A: Adapter>(case: &Case, kind: Kind, adapter: A, tables: A) {
    let name = format!("{kind:?}, {:?}: {}", case.linking, case.name);
    let mut lab = ProviderLab::on(kind, adapter, tables, |setup, _| {
        setup.linking = case.linking;
    })
    .await;
    let (mut browsers, mut ids) = (Vec::new(), Vec::new());
    for visit in case.before {
        lab.client = lab.client.other();
        let answer = come(&mut lab, *visit).await;
        assert!(answer.sets(COOKIE).is_some(), "{name}: {answer:?}");
        ids.push(id(&lab.client.session().await.json()));
        browsers.push(lab.client.clone());
    }
    lab.client = match case.current {
        Some(index) => browsers[index].clone(),
        None => lab.client.other(),
    };
    let session = lab.client.session().await;
    let cookie = lab.client.jar.get(COOKIE).map(str::to_owned);
    lab.stage.script.calls();

    let answer = come(&mut lab, case.visit).await;
    let calls = lab.stage.script.calls();
    let mut events = calls;
    events.retain(|call| call.starts_with("on_"));
    assert_eq!(events, case.events, "{name}");
    let now = lab.client.session().await;
    let Visit { provider, sub, .. } = case.visit;
    let owner = lab.tables.user_by_account(provider, sub).await.unwrap();
    if case.outcome == Refused {
        let page = format!(
            "{}/auth/signin?error=OAuthAccountNotLinked",
            lab.client.origin
        );
        assert_eq!(answer.location(), page, "{name}");
        assert!(!answer.touches_session(), "{name}");
        assert_eq!(now.text(), session.text(), "{name}");
        let had_it = case.before.iter().position(|visit| visit.sub == sub);
        assert_eq!(
            owner.map(|owner| owner.user.id),
            had_it.map(|at| ids[at].clone()),
            "{name}"
        );
        return;
    }
    assert_eq!(
        answer.location(),
        format!("{}/", lab.client.origin),
        "{name}"
    );
    let (now, owner) = (id(&now.json()), owner.unwrap());
    assert_eq!(now, owner.user.id, "{name}");
    match case.outcome {
        Keeps => {
            assert_eq!(now, id(&session.json()), "{name}");
            let is_same = lab.client.jar.get(COOKIE) == cookie.as_deref();
            assert_eq!(is_same, kind == Kind::Database, "{name}");
        }
        SignsIn(index) => assert_eq!(now, ids[index], "{name}"),
        SignsUp => {
            assert!(!ids.contains(&now), "{name}");
            let is_proven = owner.user.email_verified.is_some();
            assert_eq!(is_proven, case.visit.verified, "{name}");
            assert_eq!(owner.user.email.as_deref(), case.visit.email, "{name}");
        }
        Refused => unreachable!(),
    }
    // The account has the tokens of this sign-in, and nobody's account is gone.
    let accounts = lab.tables.accounts(&now).await.unwrap();
    let account = accounts.iter().find(|account| account.provider == provider);
    let token = account.unwrap().access_token.as_ref().unwrap();
    let seen = lab.stage.seen("on_sign_in").account.unwrap();
    assert_eq!(
        token.expose_secret(),
        seen.access_token.unwrap().expose_secret(),
        "{name}"
    );
    for (visit, id) in case.before.iter().zip(&ids) {
        let owner = lab.tables.user_by_account(visit.provider, visit.sub).await;
        assert_eq!(owner.unwrap().unwrap().user.id, *id, "{name}");
    }
}
