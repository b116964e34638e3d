//! Metadata and answers of somebody else, and metadata that is none.

use std::time::Duration;

use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::{Endpoint, Reply};
use auth_tests::{COOKIES, Kind, ProviderLab, Style, providers};
use serde_json::{Value, json};

use self::Place::{Return, Start};
use super::{Change, is_refused, set};

/// Where it has to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the browser goes anywhere.
    Start,
    /// When it comes back.
    Return,
}

/// What is wrong with the metadata, or with the answer that the browser brings.
const REST: &[(Place, &str, Change)] = &[
    (Return, "the answer of another issuer", |plan| {
        set(&mut plan.answer, "iss", "https://accounts.example.com");
    }),
    (
        Return,
        "an answer without an issuer, which was promised",
        |plan| {
            set(&mut plan.answer, "iss", Value::Null);
        },
    ),
    (Start, "the metadata of another issuer", |plan| {
        set(&mut plan.metadata, "issuer", "https://accounts.example.com");
    }),
    (Start, "metadata without an issuer", |plan| {
        set(&mut plan.metadata, "issuer", Value::Null);
    }),
    // What is not there is missed once it is needed.
    (Return, "metadata without a token endpoint", |plan| {
        set(&mut plan.metadata, "token_endpoint", Value::Null);
    }),
    (Return, "metadata without keys", |plan| {
        set(&mut plan.metadata, "jwks_uri", Value::Null);
    }),
    (Start, "a token endpoint that is no URL", |plan| {
        set(&mut plan.metadata, "token_endpoint", "/token");
    }),
    (Start, "a token endpoint without TLS elsewhere", |plan| {
        let url = "http://accounts.example.com/token";
        set(&mut plan.metadata, "token_endpoint", url);
    }),
];

#[tokio::test]
async fn metadata_and_answers_of_somebody_else() {
    for (place, name, change) in REST {
        for tells in [true, false] {
            let mut lab = ProviderLab::new(Kind::Token).await;
            lab.idp.plan(|plan| plan.tells_in_id_token = tells);
            lab.idp.plan(change);
            let answer = lab.client.choose(Style::Plain, "idp", "/").await;
            let start = answer.location();
            if *place == Return {
                let provider = lab.idp.url(Endpoint::Authorization);
                assert!(start.starts_with(&provider), "{name}: {start}");
                is_refused("idp", tells, (name, *change)).await;
                continue;
            }
            let error = format!("{}/auth/error?error=Configuration", lab.client.origin);
            assert_eq!(start, error, "{name}");
            for cookie in COOKIES {
                assert!(lab.client.jar.get(cookie).is_none(), "{name}: {cookie}");
            }
        }
    }
}

/// The code of another provider is not told to this one (RFC 9207, mix-up).
#[tokio::test]
async fn a_code_goes_to_who_gave_it() {
    for (provider, iss, is_asked) in [
        ("idp", Some("https://accounts.example.com"), false),
        ("idp", None, false),
        ("named", Some("https://accounts.example.com"), false),
        // It has promised none.
        ("named", None, true),
        // Nobody knows who it is.
        ("plain", Some("https://accounts.example.com"), true),
    ] {
        let mut lab = ProviderLab::with(Kind::Token, |setup, idp| {
            let [_, _, plain, _] = providers(idp);
            let named = plain.id("named").issuer(&idp.issuer);
            setup.providers.push(named.into());
        })
        .await;
        lab.idp.plan(|plan| plan.answer = json!({ "iss": iss }));
        let answer = lab.client.sign_in_with(provider).await;
        let name = format!("{provider} {iss:?}: {answer:?}");
        assert_eq!(answer.sets(COOKIE).is_some(), is_asked, "{name}");
        assert_eq!(lab.idp.count(Endpoint::Token) == 1, is_asked, "{name}");
    }
}

/// Without metadata nobody knows where to go, and the browser hears of it at once.
#[tokio::test]
async fn metadata_that_is_none() {
    for reply in [
        Reply::Html,
        Reply::Json(500, json!({})),
        Reply::Padded,
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
