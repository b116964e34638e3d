use serde_json::json;

use super::*;

fn normalised(answer: Value) -> Value {
    let Value::Object(mut answer) = answer else {
        panic!("{answer} is no object");
    };
    normalise(&mut answer);
    Value::Object(answer)
}

#[test]
fn known_differences_are_mended() {
    for (answer, mended) in [
        (json!({}), json!({ "token_type": "bearer" })),
        (
            json!({ "token_type": null }),
            json!({ "token_type": "bearer" }),
        ),
        (
            json!({ "token_type": "mac" }),
            json!({ "token_type": "mac" }),
        ),
        (
            json!({ "token_type": "x", "scope": ["a", "b"], "refresh_token": null }),
            json!({ "token_type": "x", "scope": "a b" }),
        ),
        (
            json!({ "token_type": "x", "scope": "repo,user:email" }),
            json!({ "token_type": "x", "scope": "repo user:email" }),
        ),
        (
            json!({ "token_type": "x", "scope": "a,b c" }),
            json!({ "token_type": "x", "scope": "a,b c" }),
        ),
    ] {
        assert_eq!(normalised(answer), mended);
    }
}

#[test]
fn lifetimes_are_whole_seconds_or_nothing() {
    for (written, seconds) in [
        (json!(3600), Some(3600)),
        (json!("3599"), Some(3599)),
        (json!(3599.9), Some(3599)),
        (json!(0), Some(0)),
        (json!(-1), None),
        (json!("soon"), None),
        (json!("NaN"), None),
        (json!("inf"), None),
        (json!(1e300), None),
        (json!(null), None),
        (json!([1]), None),
    ] {
        let answer = normalised(json!({ "expires_in": written }));
        assert_eq!(
            answer.get("expires_in"),
            seconds.map(Value::from).as_ref(),
            "{written}"
        );
    }
}
