use serde_json::json;
use sha2::{Digest as _, Sha256, Sha512};

use super::super::entry::Entry;
use super::super::fake::{self, NOW, SECRET, hs256, key_set, sign, sign_with, unsigned};
use super::super::jws::LONGEST;
use super::super::provider::OAuthProvider;
use super::*;

const ISSUER: &str = "https://issuer.example";

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

fn keys(numbers: &[usize]) -> KeySet {
    let Value::Object(keys) = key_set(numbers) else {
        panic!("a key set is an object");
    };
    KeySet::read(keys).unwrap()
}

fn check_with(entry: Entry, issuer: &str, token: &str) -> Result<Map<String, Value>, Doubt> {
    check_at(entry, &Issuer::new(issuer.to_owned(), entry.tenants), token)
}

fn check_at(entry: Entry, issuer: &Issuer, token: &str) -> Result<Map<String, Value>, Doubt> {
    let expected = Expected {
        setup: &setup(entry),
        issuer,
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
        // What is not checked may be of any type.
        json!({ "locale": { "country": "GB", "language": "en" }, "address": "Earth", "gender": 1 }),
        json!({ "amr": "pwd", "acr": 1, "auth_time": "yesterday", "name": ["Ada"], "email": 7 }),
        json!({ "exp": 1_800_000_300.5, "iat": 1_799_999_999.5, "nbf": 1_800_000_015 }),
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
        json!({ "iat": "now" }),
        json!({ "nbf": NOW + 16 }),
        json!({ "nbf": "later" }),
        json!({ "aud": [["client"]] }),
        json!({ "aud": "client ", "azp": "client" }),
        json!({ "azp": 7 }),
        json!({ "exp": -1 }),
        json!({ "nonce": 7 }),
        json!({ "at_hash": 7 }),
        json!({ "sub": "" }),
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
        ("none", format!("{}.", unsigned(&header("none"), &sound))),
        (
            "none with signature",
            format!("{}.{signature}", unsigned(&header("none"), &sound)),
        ),
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
            "large",
            sign(0, &claims(&json!({ "x": "x".repeat(LONGEST) }))),
        ),
        ("empty", String::new()),
        ("dots", "..".to_owned()),
    ];
    for (name, token) in invalid {
        assert!(matches!(check(&token), Err(Doubt::Invalid(_))), "{name}");
    }
    // Keys that are unknown may be new ones, also under a name that is known.
    for (name, token) in [
        ("another key", sign(1, &sound)),
        (
            "another key of the name",
            sign_with(1, &header("EdDSA"), &sound),
        ),
        ("payload", {
            let other = claims(&json!({ "sub": "1" }));
            format!("{}.{signature}", unsigned(&header("EdDSA"), &other))
        }),
        ("unsigned", format!("{signed}.")),
        ("short", format!("{signed}.AAAA")),
        (
            "RSA",
            format!("{}.{signature}", unsigned(&header("RS256"), &sound)),
        ),
    ] {
        assert!(matches!(check(&token), Err(Doubt::Key(_))), "{name}");
    }
}

#[test]
fn a_token_without_the_name_of_its_key_is_believed_if_there_is_one_alone() {
    let setup = setup(Entry::OIDC);
    let expected = Expected {
        setup: &setup,
        issuer: &Issuer::new(ISSUER.to_owned(), false),
        nonce: NonceRule::Sent("nonce"),
        access_token: "access",
        now: Timestamp::from_unix_seconds(NOW),
    };
    let token = sign_with(0, &json!({ "alg": "EdDSA" }), &claims(&json!({})));
    assert!(verify(&token, &keys(&[0]), &expected).is_ok());
    let ambiguous = verify(&token, &keys(&[0, 1]), &expected);
    assert!(matches!(ambiguous, Err(Doubt::Key(_))), "{ambiguous:?}");
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
        assert!(check_with(entry, ISSUER, &token).is_err(), "{name}");
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
    let common = Issuer::new("https://login.example/common/v2.0".to_owned(), true);
    let template = common.published_as(TEMPLATE).unwrap();
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
        let believed = check_at(entry, &template, &token);
        assert_eq!(believed.is_ok(), is_believed, "{tenant} {issuer}");
        // Without tenants the braces mean nothing.
        assert!(check_with(Entry::OIDC, TEMPLATE, &token).is_err() || issuer == TEMPLATE);
    }
}

#[test]
fn a_key_of_one_tenant_signs_for_no_other() {
    const TENANT: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
    let entry = Entry {
        tenants: true,
        ..Entry::OIDC
    };
    let issuer = |tenant: &str| format!("https://login.example/{tenant}/v2.0");
    let own = issuer(TENANT);
    let setup = setup(entry);
    let token = sign(0, &claims(&json!({ "tid": TENANT, "iss": own })));
    for (of_key, is_believed) in [
        (json!(own), true),
        (json!(issuer("{tenantid}")), true),
        (json!(null), true),
        (json!(issuer("00000000-0000-0000-0000-000000000000")), false),
    ] {
        let mut keys = key_set(&[0]);
        keys["keys"][0]["issuer"] = of_key.clone();
        let expected = Expected {
            setup: &setup,
            issuer: &Issuer::new(own.clone(), true),
            nonce: NonceRule::Sent("nonce"),
            access_token: "access",
            now: Timestamp::from_unix_seconds(NOW),
        };
        let keys = KeySet::read(keys.as_object().unwrap().clone()).unwrap();
        let believed = verify(&token, &keys, &expected);
        assert_eq!(believed.is_ok(), is_believed, "{of_key}");
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
