//! Metadata and answers of somebody else, and metadata that is none.

use std::time::Duration;

use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::{Endpoint, Reply};
use auth_tests::{COOKIES, Kind, ProviderLab, Style};
use serde_json::{Value, json};

use super::{Row, is_refused, set};

/// What is wrong with the answer that the browser brings.
const REST: &[Row] = &[
    ("the answer of another issuer", |plan| {
        set(&mut plan.answer, "iss", "https://accounts.example.com");
    }),
    ("an answer without an issuer, which was promised", |plan| {
        set(&mut plan.answer, "iss", Value::Null);
    }),
    ("the metadata of another issuer", |plan| {
        set(&mut plan.metadata, "issuer", "https://accounts.example.com");
    }),
    ("metadata without an issuer", |plan| {
        set(&mut plan.metadata, "issuer", Value::Null);
    }),
    ("metadata without a token endpoint", |plan| {
        set(&mut plan.metadata, "token_endpoint", Value::Null);
    }),
    ("metadata without keys", |plan| {
        set(&mut plan.metadata, "jwks_uri", Value::Null);
    }),
    ("a token endpoint that is no URL", |plan| {
        set(&mut plan.metadata, "token_endpoint", "/token");
    }),
    ("a token endpoint without TLS elsewhere", |plan| {
        let url = "http://accounts.example.com/token";
        set(&mut plan.metadata, "token_endpoint", url);
    }),
];

#[tokio::test]
async fn metadata_and_answers_of_somebody_else() {
    for row in REST {
        for tells in [true, false] {
            let (name, change) = *row;
            // What is wrong with the metadata may be found before the browser goes anywhere.
            let mut lab = ProviderLab::new(Kind::Token).await;
            lab.idp.plan(|plan| plan.tells_in_id_token = tells);
            lab.idp.plan(change);
            let start = lab.client.choose(Style::Plain, "idp", "/").await;
            let start = start.location().to_owned();
            let error = format!("{}/auth/error?error=Configuration", lab.client.origin);
            if start == error {
                assert!(
                    name.contains("metadata") || name.contains("endpoint"),
                    "{name}"
                );
                for cookie in COOKIES {
                    assert!(lab.client.jar.get(cookie).is_none(), "{name}: {cookie}");
                }
                continue;
            }
            is_refused("idp", tells, *row).await;
        }
    }
}

/// Without metadata nobody knows where to go, and the browser hears of it at once.
#[tokio::test]
async fn metadata_that_is_none() {
    for reply in [
        Reply::Html,
        Reply::Json(500, json!({})),
        Reply::Huge,
        Reply::Endless,
        Reply::CutShort,
        Reply::HangUp,
        Reply::Redirect("/elsewhere".to_owned()),
    ] {
        let mut lab = ProviderLab::new(Kind::Token).await;
        lab.idp.plan(|plan| {
            drop(plan.replies.insert(Endpoint::Metadata, reply.clone()));
        });
        let answer = lab.client.choose(Style::Plain, "idp", "/").await;
        let target = format!("{}/auth/error?error=Configuration", lab.client.origin);
        assert_eq!(answer.location(), target, "{reply:?}");
        for cookie in COOKIES {
            assert!(lab.client.jar.get(cookie).is_none(), "{reply:?}: {cookie}");
        }
        // The provider is back, and so is the way in.
        lab.idp.plan(|plan| plan.replies.clear());
        lab.clock.advance(Duration::from_secs(6));
        let answer = lab.client.sign_in_with("idp").await;
        assert!(answer.sets(COOKIE).is_some(), "{reply:?}: {answer:?}");
    }
}
