//! What is unusual and right.

use auth_runtime::provider::github;
use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::{CLIENT_ID, CLIENT_SECRET, Endpoint, Key, Reply, Signature};
use auth_tests::{Kind, NOW, ProviderLab};
use serde_json::{Value, json};

use super::{Row, set};

async fn is_accepted(provider: &str, tells: bool, (name, change): Row) {
    let mut lab = ProviderLab::new(Kind::Token).await;
    lab.idp.plan(|plan| {
        plan.tells_in_id_token = tells;
        change(plan);
    });
    let answer = lab.client.sign_in_with(provider).await;
    assert!(
        answer.sets(COOKIE).is_some(),
        "{provider}: {name}: {answer:?}"
    );
    let name_shown = &lab.client.session().await.json()["user"]["name"];
    assert_eq!(name_shown, "Ada Lovelace", "{provider}: {name}");
}

#[tokio::test]
async fn what_is_believed() {
    let identity: &[Row] = &[
        ("a list of one audience", |plan| {
            set(&mut plan.id_token, "aud", json!([CLIENT_ID]));
        }),
        ("two audiences, made for us", |plan| {
            plan.id_token = json!({ "aud": ["another", CLIENT_ID], "azp": CLIENT_ID });
        }),
        ("one that has just ended", |plan| {
            set(&mut plan.id_token, "exp", NOW - 10);
        }),
        ("a clock that is ahead", |plan| {
            set(&mut plan.id_token, "iat", NOW + 10);
        }),
        ("a token that was made long ago and is still good", |plan| {
            set(&mut plan.id_token, "iat", NOW - 3000);
        }),
        ("a curve", |plan| {
            plan.keys = vec![Key::First, Key::Curve];
            plan.signature = Signature::By(Key::Curve);
        }),
        ("a key without a name, the only one", |plan| {
            plan.signature = Signature::Nameless(Key::First);
        }),
        ("no issuer, which was not promised", |plan| {
            let name = "authorization_response_iss_parameter_supported";
            set(&mut plan.metadata, name, Value::Null);
            set(&mut plan.answer, "iss", Value::Null);
        }),
        ("an unknown claim", |plan| {
            set(&mut plan.id_token, "groups", json!([1, { "a": null }]));
        }),
    ];
    for row in identity {
        for tells in [true, false] {
            is_accepted("idp", tells, *row).await;
        }
    }
    let tokens: &[Row] = &[
        ("a list of scopes", |plan| {
            set(&mut plan.tokens, "scope", json!(["openid", "email"]));
        }),
        ("an end that is text", |plan| {
            set(&mut plan.tokens, "expires_in", "3600");
        }),
        ("no end", |plan| {
            set(&mut plan.tokens, "expires_in", Value::Null);
        }),
        ("a type in capitals", |plan| {
            set(&mut plan.tokens, "token_type", "BEARER");
        }),
        ("no refresh token", |plan| {
            set(&mut plan.tokens, "refresh_token", Value::Null);
        }),
        ("a session at the provider", |plan| {
            set(&mut plan.tokens, "session_state", "abc");
        }),
    ];
    for row in tokens {
        is_accepted("idp", false, *row).await;
        is_accepted("plain", false, *row).await;
    }
}

/// Who names another host for its endpoints is asked there, for its metadata said so; and the lists
/// beside the profile are optional.
#[tokio::test]
async fn the_profile_may_lack_what_stands_beside_it() {
    for (reply, verified) in [(None, true), (Some(Reply::Json(403, json!({}))), false)] {
        let mut lab = ProviderLab::with(Kind::Token, |setup, idp| {
            let github = github()
                .client(CLIENT_ID, CLIENT_SECRET)
                .authorization(idp.url(Endpoint::Authorization))
                .token(idp.url(Endpoint::Token))
                .userinfo(idp.url(Endpoint::Userinfo));
            setup.providers.push(github.into());
        })
        .await;
        lab.idp.plan(|plan| {
            plan.user = json!({ "id": 1815, "login": "ada", "email": "ada@example.com" });
            plan.emails = json!([{ "email": "ada@example.com", "verified": true }]);
            // GitHub separates scopes by commas.
            plan.tokens = json!({ "scope": "read:user,user:email", "refresh_token": null });
            plan.replies
                .extend(reply.map(|reply| (Endpoint::Emails, reply)));
        });
        let answer = lab.client.sign_in_with("github").await;
        assert!(answer.sets(COOKIE).is_some(), "{answer:?}");
        let seen = lab.stage.seen("jwt");
        assert_eq!(seen.user.name.as_deref(), Some("ada"));
        assert_eq!(seen.user.email.as_deref(), Some("ada@example.com"));
        assert_eq!(seen.user.email_verified.is_some(), verified);
        assert_eq!(seen.account.unwrap().provider_account_id, "1815");
    }
}
