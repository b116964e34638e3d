use serde::Deserialize;

use super::*;

#[test]
fn a_value_is_the_same_however_it_is_spelled() {
    #[derive(Serialize, Deserialize)]
    struct Any {
        any: Box<RawValue>,
    }
    let nested = |depth| format!("{}[1, 2]{}", "[".repeat(depth), "]".repeat(depth));
    let (deep, too_deep) = (nested(100), nested(10_000));
    for (one, other, is_same) in [
        (
            r#"{"a":[1,"b"],"c":null}"#,
            r#"{ "c": null, "a": [1, "\u0062"] }"#,
            true,
        ),
        (r#"{"a":1}"#, r#"{ "a": 1, "b": null }"#, false),
        (r#"{"a":1}"#, r#"{"b":1}"#, false),
        (r#"{"a":1,"a":2}"#, r#"{"a":2}"#, true),
        ("[1,2]", "[1, 2]", true),
        ("[1,2]", "[2, 1]", false),
        ("[1,2]", "[1]", false),
        ("1.5", "15e-1", true),
        ("-1", "1", false),
        ("1", r#""1""#, false),
        ("[]", "{}", false),
        ("true", "false", false),
        (r#""a/b""#, r#""a\/b""#, true),
        (r#""a""#, r#""\ud800""#, false),
        ("1e999", "1E999", false),
        (&deep, &deep.replace(' ', ""), true),
        // It costs one more cookie, and no stack.
        (&too_deep, &too_deep.replace(' ', ""), false),
    ] {
        let any = RawValue::from_string(one.to_owned()).unwrap();
        let payload = format!(r#"{{"any":{other},"iat":1,"exp":2}}"#);
        assert_eq!(
            unchanged(&Any { any }, payload.as_bytes(), &Others::default()),
            is_same,
            "{one} {other}"
        );
    }
}
