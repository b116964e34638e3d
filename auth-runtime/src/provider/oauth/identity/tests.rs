use hmac::{Hmac, Mac as _};
use serde_json::json;
use sha2::{Digest as _, Sha256, Sha512};

use super::super::entry::Entry;
use super::super::fake::{self, NOW, key_set, sign, sign_with, unsigned};
use super::super::provider::OAuthProvider;
use super::*;

const ISSUER: &str = "https://issuer.example";
const SECRET: &str = "secret of the client";

fn setup(entry: Entry) -> Setup {
    let entry = Entry {
        id: "test",
        ..entry
    };
    let provider = OAuthProvider::new(entry)
        .client("client", SECRET)
        .issuer(ISSUER);
    provider.check().unwrap()
}

fn keys(numbers: &[usize]) -> CoreJsonWebKeySet {
    serde_json::from_value(key_set(numbers)).unwrap()
}

fn check_with(entry: Entry, issuer: &str, token: &str) -> Result<Map<String, Value>, Doubt> {
    let expected = Expected {
        setup: &setup(entry),
        issuer: &Issuer::new(issuer.to_owned(), entry.tenants),
        nonce: NonceRule::Sent("nonce"),
        access_token: "access",
        now: Timestamp::from_unix_seconds(NOW),
    };
    verify(token, &keys(&[0]), &expected)
}

fn check(token: &str) -> Result<Map<String, Value>, Doubt> {
    check_with(Entry::OIDC, ISSUER, token)
}

/// The claims with these changed; `null` removes one.
fn claims(changes: &Value) -> Value {
    let mut claims = fake::claims(ISSUER);
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => claims.as_object_mut().unwrap().remove(name),
            value => claims
                .as_object_mut()
                .unwrap()
                .insert(name.clone(), value.clone()),
        };
    }
    claims
}

/// An `at_hash` of half of this hash.
fn half(hash: &[u8]) -> String {
    BASE64URL.encode(&hash[..hash.len() / 2])
}

#[test]
fn a_sound_token_is_believed_with_all_its_claims() {
    let at_hash = half(&Sha512::digest("access"));
    for changes in [
        json!({}),
        json!({ "groups": ["a"], "address": null, "updated_at": "2026-12-23T14:43:33Z" }),
        json!({ "exp": NOW - 14, "iat": NOW - 900 }),
        json!({ "iat": NOW + 15 }),
        json!({ "aud": ["client"] }),
        json!({ "azp": "client" }),
        json!({ "aud": ["client", "another"], "azp": "client" }),
        json!({ "at_hash": at_hash }),
        json!({ "email_verified": "true" }),
    ] {
        let claims = claims(&changes);
        let believed = check(&sign(0, &claims));
        assert_eq!(
            believed.map(Value::Object).as_ref(),
            Ok(&claims),
            "{changes}"
        );
    }
}

#[test]
fn every_wrong_claim_is_refused() {
    for changes in [
        json!({ "iss": "https://another.example" }),
        json!({ "iss": "https://issuer.example/" }),
        json!({ "iss": null }),
        json!({ "aud": "another" }),
        json!({ "aud": [] }),
        json!({ "aud": null }),
        json!({ "aud": ["client", "another"] }),
        json!({ "aud": ["client", "another"], "azp": "another" }),
        json!({ "azp": "another" }),
        json!({ "exp": NOW - 15 }),
        json!({ "exp": null }),
        json!({ "exp": "soon" }),
        json!({ "exp": 1e300 }),
        json!({ "iat": NOW + 16 }),
        json!({ "iat": null }),
        json!({ "nonce": "another" }),
        json!({ "nonce": null }),
        json!({ "sub": null }),
        json!({ "sub": 7 }),
        json!({ "at_hash": half(&Sha512::digest("another")) }),
        json!({ "at_hash": "" }),
    ] {
        let token = sign(0, &claims(&changes));
        assert!(matches!(check(&token), Err(Doubt::Invalid(_))), "{changes}");
    }
}

#[test]
fn only_the_providers_signature_counts() {
    let sound = claims(&json!({}));
    let token = sign(0, &sound);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let header = |alg: &str| json!({ "alg": alg, "kid": "0" });
    let public = key_set(&[0])["keys"][0]["x"].as_str().unwrap().to_owned();
    let invalid = [
        ("payload", {
            let other = claims(&json!({ "sub": "1" }));
            format!("{}.{signature}", unsigned(&header("EdDSA"), &other))
        }),
        ("none", format!("{}.", unsigned(&header("none"), &sound))),
        (
            "none with signature",
            format!("{}.{signature}", unsigned(&header("none"), &sound)),
        ),
        ("unsigned", format!("{signed}.")),
        ("short", format!("{signed}.AAAA")),
        ("two parts", signed.to_owned()),
        ("four parts", format!("{token}.x")),
        (
            "no header",
            format!(".{}", token.split_once('.').unwrap().1),
        ),
        (
            "another algorithm",
            format!("{}.{signature}", unsigned(&header("RS999"), &sound)),
        ),
        (
            "by the secret",
            hs256(SECRET.as_bytes(), &header("HS256"), &sound),
        ),
        (
            "by the public key",
            hs256(public.as_bytes(), &header("HS256"), &sound),
        ),
        (
            "critical",
            sign_with(
                0,
                &json!({ "alg": "EdDSA", "kid": "0", "crit": ["x"] }),
                &sound,
            ),
        ),
        (
            "another type",
            sign_with(0, &json!({ "alg": "EdDSA", "typ": "at+jwt" }), &sound),
        ),
        (
            "another key of the name",
            sign_with(1, &header("EdDSA"), &sound),
        ),
        (
            "large",
            sign(0, &claims(&json!({ "x": "x".repeat(LONGEST) }))),
        ),
        ("empty", String::new()),
        ("dots", "..".to_owned()),
    ];
    for (name, token) in invalid {
        assert!(matches!(check(&token), Err(Doubt::Invalid(_))), "{name}");
    }
    // Keys that are unknown may be new ones.
    for (name, token) in [
        ("another key", sign(1, &sound)),
        (
            "RSA",
            format!("{}.{signature}", unsigned(&header("RS256"), &sound)),
        ),
    ] {
        assert_eq!(check(&token), Err(Doubt::UnknownKey), "{name}");
    }
}

#[test]
fn the_nonce_may_be_missing_only_where_the_entry_says_so() {
    let entry = Entry {
        omits_nonce: true,
        ..Entry::OIDC
    };
    let check = |nonce| check_with(entry, ISSUER, &sign(0, &claims(&json!({ "nonce": nonce }))));
    assert!(check(Value::Null).is_ok());
    assert!(check("nonce".into()).is_ok());
    assert!(check("another".into()).is_err());
}

fn hs256(key: &[u8], header: &Value, claims: &Value) -> String {
    let text = unsigned(header, claims);
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    format!("{text}.{}", BASE64URL.encode(mac.finalize().into_bytes()))
}

#[test]
fn the_clients_secret_signs_only_where_the_entry_says_so() {
    let entry = Entry {
        symmetric_id_token: true,
        ..Entry::OIDC
    };
    let header = json!({ "alg": "HS256" });
    let sound = claims(&json!({ "at_hash": half(&Sha256::digest("access")) }));
    let token = hs256(SECRET.as_bytes(), &header, &sound);
    assert!(check_with(entry, ISSUER, &token).is_ok());
    let signed = unsigned(&header, &sound);
    let mut short = token.clone();
    short.pop();
    for (name, token) in [
        ("another secret", hs256(b"another", &header, &sound)),
        ("no signature", format!("{signed}.")),
        ("a byte", format!("{signed}.AA")),
        ("a short signature", short),
        ("a long signature", format!("{token}AA")),
        ("a published key", sign(0, &sound)),
        (
            "none",
            format!("{}.", unsigned(&json!({ "alg": "none" }), &sound)),
        ),
        (
            "another hash",
            hs256(
                SECRET.as_bytes(),
                &header,
                &claims(&json!({ "at_hash": "x" })),
            ),
        ),
    ] {
        assert!(
            matches!(check_with(entry, ISSUER, &token), Err(Doubt::Invalid(_))),
            "{name}"
        );
    }
}

#[test]
fn a_tenants_issuer_is_made_of_its_id() {
    const TEMPLATE: &str = "https://login.example/{tenantid}/v2.0";
    const TENANT: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
    let entry = Entry {
        tenants: true,
        ..Entry::OIDC
    };
    let own = format!("https://login.example/{TENANT}/v2.0");
    for (tenant, issuer, is_believed) in [
        (json!(TENANT), own.as_str(), true),
        (json!(TENANT), TEMPLATE, false),
        (
            json!("00000000-0000-0000-0000-000000000000"),
            own.as_str(),
            false,
        ),
        (json!("x"), "https://login.example/x/v2.0", false),
        (json!("{tenantid}"), TEMPLATE, false),
        (json!(null), own.as_str(), false),
        (json!(7), own.as_str(), false),
    ] {
        let token = sign(0, &claims(&json!({ "tid": tenant, "iss": issuer })));
        assert_eq!(
            check_with(entry, TEMPLATE, &token).is_ok(),
            is_believed,
            "{tenant} {issuer}"
        );
        // Without tenants the braces mean nothing.
        assert!(check_with(Entry::OIDC, TEMPLATE, &token).is_err() || issuer == TEMPLATE);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_believed_or_panics(text in "[A-Za-z0-9_.-]{0,200}") {
        proptest::prop_assert!(check(&text).is_err());
    }

    #[test]
    fn no_algorithm_panics(alg in "(HS|RS|PS|ES)(256|384|512)|EdDSA|none|dir|A256GCM", signature in "[A-Za-z0-9_-]{0,90}") {
        let text = unsigned(&json!({ "alg": alg, "kid": "0" }), &claims(&json!({})));
        let token = format!("{text}.{signature}");
        proptest::prop_assert!(check(&token).is_err());
        let entry = Entry { symmetric_id_token: true, ..Entry::OIDC };
        proptest::prop_assert!(check_with(entry, ISSUER, &token).is_err());
    }
}
