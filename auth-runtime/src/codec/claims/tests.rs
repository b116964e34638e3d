use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::codec::unchanged;

/// No claims but ours.
fn none() -> Others<'static> {
    Others::default()
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Token {
    name: Option<String>,
    #[serde(default)]
    age: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<String>,
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds)
}

fn claims() -> Claims {
    Claims {
        issued_at: at(10),
        expires_at: at(20),
        not_before: None,
        id: Some("id".to_owned()),
        authenticated_at: Some(at(5)),
    }
}

#[test]
fn reads_claims_in_any_order() {
    let payload = br#"{"exp":20,"name":"Ada","j\u0074i":"id","age":36,"auth_time":5,"other":[1,{}],"iat":10,"\u0073ub":"1"}"#;
    let (token, read, _) = parse_with_others::<Token>(payload).unwrap();
    assert_eq!(read, claims());
    assert_eq!(token.name.as_deref(), Some("Ada"));
    assert_eq!((token.age, token.sub.as_deref()), (36, Some("1")));
}

#[test]
fn writes_claims_at_the_end() {
    let token = Token {
        name: Some("Ada".to_owned()),
        ..Token::default()
    };
    let payload = render(&token, &claims()).unwrap();
    assert_eq!(
        str::from_utf8(&payload).unwrap(),
        r#"{"name":"Ada","age":0,"iat":10,"exp":20,"auth_time":5,"jti":"id"}"#
    );
    let bare = Claims {
        id: None,
        authenticated_at: None,
        not_before: Some(at(1)),
        ..claims()
    };
    let empty = std::collections::BTreeMap::<String, u8>::new();
    let payload = render(&empty, &bare).unwrap();
    assert_eq!(*payload, br#"{"iat":10,"exp":20,"nbf":1}"#);
    assert!(unchanged(&empty, &payload, &none()));
    assert!(matches!(
        render(&[1], &bare),
        Err(TokenError::Unwritable(_))
    ));
}

#[test]
fn refusals_name_the_claim_and_no_value() {
    for (payload, message) in [
        (r#"{"age":1,"iat":1,"exp":2}"#, None),
        (r#"{"iat":1}"#, Some("`exp` is missing")),
        (r#"{"exp":1}"#, Some("`iat` is missing")),
        (r#"{"iat":1,"exp":"hush"}"#, Some("`exp` does not fit")),
        (r#"{"iat":1.5,"exp":2}"#, Some("`iat` does not fit")),
        (r#"{"iat":1,"exp":null}"#, Some("`exp` does not fit")),
        (r#"{"iat":1,"exp":2,"exp":3}"#, Some("`exp` does not fit")),
        (
            r#"{"iat":1,"exp":2,"nbf":null}"#,
            Some("`nbf` does not fit"),
        ),
        (
            r#"{"iat":1,"exp":2,"auth_time":"hush"}"#,
            Some("`auth_time` does not fit"),
        ),
        (
            r#"{"iat":1,"exp":2,"auth_time":null,"auth_time":1}"#,
            Some("`auth_time`"),
        ),
        (r#"{"iat":1,"exp":2,"jti":"a","jti":"a"}"#, Some("`jti`")),
        (
            r#"{"iat":1,"exp":2,"age":"hush"}"#,
            Some("`age` does not fit"),
        ),
        (r#"{"age":1,"age":"hush"}"#, Some("`age` does not fit")),
        (r#"["hush",1]"#, Some("the payload does not fit")),
        (r#""hush""#, Some("the payload does not fit")),
        (r#"{"iat":1,"exp":2}x"#, Some("malformed")),
        (r#"{"iat":1,"exp":2"#, Some("malformed")),
        ("", Some("malformed")),
    ] {
        match (parse_with_others::<Token>(payload.as_bytes()), message) {
            (Ok(_), None) => {}
            (Err(error), Some(message)) => {
                let text = format!("{error} {error:?}");
                assert!(text.contains(message), "{payload}: {text}");
                assert!(!text.contains("hush"), "{text}");
            }
            (outcome, _) => panic!("{payload}: {:?}", outcome.err()),
        }
    }
}

#[test]
fn takes_what_auth_js_does_not_look_at() {
    for (payload, authenticated_at, id) in [
        (r#""auth_time":5,"jti":"a""#, Some(5), Some("a")),
        (r#""auth_time":null,"jti":null"#, None, None),
        (r#""auth_time":5.9,"jti":7"#, Some(5), None),
        (r#""auth_time":5e0,"jti":[{"a":1}]"#, Some(5), None),
        (r#""auth_time":1e300,"jti":{}"#, Some(i64::MAX), None),
        (r#""auth_time":-0.5,"jti":"\ud800""#, Some(-1), None),
    ] {
        let payload = format!(r#"{{"name":"Ada","age":36,{payload},"iat":10,"exp":20}}"#);
        let (token, read, others) = parse_with_others::<Token>(payload.as_bytes()).unwrap();
        let expected = Claims {
            authenticated_at: authenticated_at.map(at),
            id: id.map(str::to_owned),
            ..claims()
        };
        assert_eq!(read, expected, "{payload}");
        assert!(unchanged(&token, payload.as_bytes(), &others), "{payload}");
    }
}

#[test]
fn lifetimes_have_fifteen_seconds_of_tolerance() {
    let claims = Claims {
        not_before: Some(at(100)),
        expires_at: at(200),
        ..claims()
    };
    for (now, outcome) in [
        (84, Err(TokenError::NotYetValid)),
        (85, Ok(())),
        (214, Ok(())),
        (215, Err(TokenError::Expired)),
    ] {
        assert_eq!(claims.check(at(now)), outcome, "{now}");
    }
}

#[test]
fn sees_every_change() {
    let token = Token {
        name: Some("Ada".to_owned()),
        age: 36,
        sub: None,
    };
    let payload = render(&token, &claims()).unwrap();
    assert!(unchanged(&token, &payload, &none()));
    for changed in [
        Token {
            age: 37,
            ..token.clone()
        },
        Token {
            age: 3,
            ..token.clone()
        },
        Token {
            name: None,
            ..token.clone()
        },
        Token {
            sub: Some("1".to_owned()),
            ..token.clone()
        },
    ] {
        assert!(!unchanged(&changed, &payload, &none()));
    }
    // A claim that the type no longer has is a change, too.
    assert!(!unchanged(
        &token,
        br#"{"name":"Ada","age":36,"old":1,"iat":1,"exp":2}"#,
        &none()
    ));
    assert!(!unchanged(&token, b"", &none()));
}

/// The claims that the type does not know, by name.
fn others<'a>(others: &'a Others<'_>) -> Vec<(&'a str, &'a str)> {
    let claims = others.claims.iter();
    claims.map(|(name, value)| (&**name, value.get())).collect()
}

#[test]
fn keeps_what_the_type_does_not_know() {
    let payload = br#"{"role":"admin","name":"Ada","org":{"id": 1,"id": null},"iat":1,"exp":2,"a\u0062c":null,"role":[ ]}"#;
    let (mut token, read, kept) = parse_with_others::<Token>(payload).unwrap();
    assert_eq!(
        others(&kept),
        [
            ("role", r#""admin""#),
            ("org", r#"{"id": 1,"id": null}"#),
            ("abc", "null"),
            ("role", "[ ]")
        ]
    );
    token.age = 36;
    let again = render_with_others(&token, &read, &kept).unwrap();
    let expected = r#"{"name":"Ada","age":36,"iat":1,"exp":2,"abc":null,"org":{"id": 1,"id": null},"role":[ ]}"#;
    assert_eq!(str::from_utf8(&again).unwrap(), expected);
    // From then on it is a token of ours.
    let (token, read, kept) = parse_with_others::<Token>(&again).unwrap();
    assert!(unchanged(&token, &again, &kept));
    assert_eq!(render_with_others(&token, &read, &kept).unwrap(), again);
}

#[test]
fn what_is_written_and_not_read_is_written_once() {
    #[derive(Serialize, Deserialize)]
    struct Versioned {
        #[serde(skip_deserializing)]
        version: u8,
    }
    let payload = br#"{"version":7,"iat":1,"exp":2}"#;
    let (mut token, read, kept) = parse_with_others::<Versioned>(payload).unwrap();
    assert_eq!(others(&kept), [("version", "7")]);
    assert!(!unchanged(&token, payload, &kept));
    token.version = 7;
    assert!(unchanged(&token, payload, &kept));
    let again = render_with_others(&token, &read, &kept).unwrap();
    assert_eq!(*again, payload);
}

#[test]
fn a_token_of_another_origin_is_as_good_as_ours() {
    for (payload, is_unchanged) in [
        // Another order, other spaces and escapes, `null` for what is not there, and the reverse.
        (r#"{"iat":1,"name":"Ada","exp":2,"age":36}"#, true),
        (
            r#"{ "age" : 36, "n\u0061me": "\u0041da","iat":1,"exp":2}"#,
            true,
        ),
        (
            r#"{"name":"Ada","age":36,"sub":null,"iat":1,"exp":2}"#,
            true,
        ),
        (
            r#"{"age":36,"name":"Ada","other":null,"role":{"a":1},"iat":1,"exp":2}"#,
            true,
        ),
        (
            r#"{"name":"Ada","age":36,"iat":1,"exp":2,"role":"admin"}"#,
            true,
        ),
        // Claims that the type does know, and of which it says something else now.
        (r#"{"iat":1,"exp":2,"name":"Ada","age":35}"#, false),
        (
            r#"{"name":"Ada","age":36,"iat":1,"exp":2,"sub":"1"}"#,
            false,
        ),
        (r#"{"iat":1,"exp":2,"age":36}"#, false),
    ] {
        let (_, _, kept) = parse_with_others::<Token>(payload.as_bytes()).unwrap();
        let token = Token {
            name: Some("Ada".to_owned()),
            age: 36,
            sub: None,
        };
        assert_eq!(
            unchanged(&token, payload.as_bytes(), &kept),
            is_unchanged,
            "{payload}"
        );
    }
    let nobody = br#"{"iat":1,"exp":2,"age":0}"#;
    let (token, _, kept) = parse_with_others::<Token>(nobody).unwrap();
    assert!(unchanged(&token, nobody, &kept));
}

#[test]
fn new_ids_are_random_uuids() {
    let (one, two) = (new_id().unwrap(), new_id().unwrap());
    assert_ne!(one, two);
    for id in [one, two] {
        let groups: Vec<_> = id.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
        assert_eq!(&id[14..15], "4");
        assert!(matches!(&id[19..20], "8" | "9" | "a" | "b"));
    }
}

proptest! {
    #[test]
    fn round_trips(name in proptest::option::of(".*"), age: u32, iat: i64, exp: i64, id in ".{0,40}") {
        let token = Token { name, age, sub: None };
        let claims = Claims { issued_at: at(iat), expires_at: at(exp), id: Some(id), ..claims() };
        let payload = render(&token, &claims).unwrap();
        prop_assert!(unchanged(&token, &payload, &none()));
        let (read, read_claims, _) = parse_with_others::<Token>(&payload).unwrap();
        prop_assert_eq!((read, read_claims), (token, claims));
    }

    #[test]
    fn parsing_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse_with_others::<Token>(&bytes);
    }
}
