//! Identity tokens that prove nothing.

use auth_tests::NOW;
use auth_tests::identity_provider::{CLIENT_ID, CLIENT_SECRET, Key, Signature};
use serde_json::{Value, json};

use super::{Row, is_refused, is_refused_by, set};

/// What is wrong with an identity token.
const IDENTITY: &[Row] = &[
    ("another issuer", |plan| {
        set(&mut plan.id_token, "iss", "https://accounts.example.com");
    }),
    ("no issuer", |plan| {
        set(&mut plan.id_token, "iss", Value::Null);
    }),
    ("another audience", |plan| {
        set(&mut plan.id_token, "aud", "another client");
    }),
    ("another audience, made for us", |plan| {
        plan.id_token = json!({ "aud": "another client", "azp": CLIENT_ID });
    }),
    ("no audience", |plan| {
        set(&mut plan.id_token, "aud", Value::Null);
    }),
    ("an empty list of audiences", |plan| {
        set(&mut plan.id_token, "aud", json!([]));
    }),
    ("two audiences, made for nobody", |plan| {
        set(&mut plan.id_token, "aud", json!([CLIENT_ID, "another"]));
    }),
    ("two audiences, made for the other", |plan| {
        plan.id_token = json!({ "aud": [CLIENT_ID, "another"], "azp": "another" });
    }),
    ("one audience, made for another", |plan| {
        set(&mut plan.id_token, "azp", "another");
    }),
    ("expired", |plan| set(&mut plan.id_token, "exp", NOW - 16)),
    ("without an end", |plan| {
        set(&mut plan.id_token, "exp", Value::Null);
    }),
    ("with an end that is text", |plan| {
        set(&mut plan.id_token, "exp", "2100-01-01");
    }),
    ("made in the future", |plan| {
        set(&mut plan.id_token, "iat", NOW + 16);
    }),
    ("made at no time", |plan| {
        set(&mut plan.id_token, "iat", Value::Null);
    }),
    ("another nonce", |plan| {
        set(&mut plan.id_token, "nonce", "x".repeat(43));
    }),
    ("no nonce", |plan| {
        set(&mut plan.id_token, "nonce", Value::Null);
    }),
    ("an empty nonce", |plan| {
        set(&mut plan.id_token, "nonce", "");
    }),
    ("no subject", |plan| {
        set(&mut plan.id_token, "sub", Value::Null);
    }),
    ("an empty subject", |plan| {
        set(&mut plan.id_token, "sub", "");
    }),
    ("a subject that is too long", |plan| {
        let sub = "1".repeat(256);
        set(&mut plan.id_token, "sub", sub.clone());
        set(&mut plan.userinfo, "sub", sub);
    }),
    ("the hash of another access token", |plan| {
        set(&mut plan.id_token, "at_hash", "HK6E_P6Dh8Y93mRNtsDB1Q");
    }),
    ("a broken signature", |plan| {
        plan.signature = Signature::Broken(Key::First);
    }),
    ("a broken signature on a curve", |plan| {
        plan.keys = vec![Key::Curve];
        plan.signature = Signature::Broken(Key::Curve);
    }),
    ("no signature", |plan| plan.signature = Signature::None),
    ("signed with the public key", |plan| {
        plan.signature = Signature::Shared(Key::First);
    }),
    ("signed with the client's secret", |plan| {
        plan.signature = Signature::Secret(CLIENT_SECRET);
    }),
    ("an unknown algorithm", |plan| {
        plan.signature = Signature::Unknown(Key::First);
    }),
    ("a key that is not published", |plan| {
        plan.signature = Signature::By(Key::Second);
    }),
    (
        "a key that is not published, under the name of one",
        |plan| {
            plan.signature = Signature::Named(Key::Second, "first");
        },
    ),
    ("a key of another kind under the name of one", |plan| {
        plan.keys = vec![Key::First, Key::Curve];
        plan.signature = Signature::Named(Key::First, "curve");
    }),
    ("no identity token", |plan| {
        set(&mut plan.tokens, "id_token", Value::Null);
    }),
    ("an identity token that is none", |plan| {
        set(&mut plan.tokens, "id_token", "a.b.c");
    }),
    ("an identity token that is no text", |plan| {
        set(&mut plan.tokens, "id_token", 1);
    }),
    ("no keys", |plan| plan.keys = vec![]),
];

#[tokio::test]
async fn are_not_believed() {
    for row in IDENTITY {
        for tells in [true, false] {
            is_refused("idp", tells, *row).await;
        }
    }
}

/// An issuer is compared letter by letter (OpenID Connect Core section 3.1.3.7).
#[tokio::test]
async fn are_of_the_issuer_alone() {
    type Changed = fn(&str) -> String;
    let changes: [(&str, Changed); 5] = [
        ("with a slash", |issuer| format!("{issuer}/")),
        ("with a path", |issuer| format!("{issuer}/tenant")),
        ("with a query", |issuer| format!("{issuer}?")),
        ("in capitals", |issuer| issuer.to_uppercase()),
        ("cut short", |issuer| issuer[..issuer.len() - 1].to_owned()),
    ];
    for (name, changed) in changes {
        for tells in [true, false] {
            let name = format!("the issuer {name}");
            is_refused_by("idp", tells, &name, |plan, issuer| {
                set(&mut plan.id_token, "iss", changed(issuer));
            })
            .await;
        }
    }
}
