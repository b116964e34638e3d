use proptest::prelude::*;
use serde::Deserialize;

use super::super::body::Body;
use super::*;
use crate::secret::Secret;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Credentials {
    user_name: String,
    password: Secret<String>,
    age: Option<u8>,
    remember: bool,
    #[serde(default)]
    terms: bool,
    kind: Option<Kind>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Staff,
    Guest,
}

fn posted(text: &str) -> Form {
    let content_type = if text.starts_with('{') {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    Body::parse(Some(content_type), text.as_bytes())
        .unwrap()
        .into_form()
}

#[test]
fn texts_become_what_the_struct_asks_for() {
    let form =
        posted("userName=Ada&password=p%26w&age=36&remember=on&kind=guest&csrfToken=x&other=y");
    let read: Credentials = form.deserialize().unwrap();
    assert_eq!(read.user_name, "Ada");
    assert_eq!(read.password.expose_secret(), "p&w");
    assert_eq!((read.age, read.remember), (Some(36), true));
    assert_eq!(read.kind, Some(Kind::Guest));

    let read: Credentials = posted("userName=&password=&age=&kind=")
        .deserialize()
        .unwrap();
    assert_eq!((read.age, read.remember, read.kind), (None, false, None));

    let json = r#"{"userName":"Ada","password":"pw","remember":true,"age":36,"json":"true"}"#;
    let read: Credentials = posted(json).deserialize().unwrap();
    assert_eq!((read.age, read.remember), (Some(36), true));
}

#[test]
fn maps_and_values_work_too() {
    let form = posted("a=1&redirect=false&b=2");
    let map: std::collections::BTreeMap<String, u8> = form.deserialize().unwrap();
    assert_eq!(
        map.into_iter().collect::<Vec<_>>(),
        [("a".into(), 1), ("b".into(), 2)]
    );
    let value: Value = form.deserialize().unwrap();
    assert_eq!(value, serde_json::json!({"a": "1", "b": "2"}));
    let () = form.deserialize().unwrap();
    assert!(form.deserialize::<u8>().is_err());
}

#[test]
fn errors_name_the_field_and_no_value() {
    for (text, field, message) in [
        (
            "userName=hush",
            Some("password"),
            "field `password` is missing",
        ),
        (
            "password=hush",
            Some("userName"),
            "field `userName` is missing",
        ),
        (
            "userName=a&password=hush&age=hush",
            Some("age"),
            "field `age` is not valid",
        ),
        (
            "userName=a&password=hush&age=256",
            Some("age"),
            "field `age` is not valid",
        ),
        (
            "userName=a&password=b&remember=hush",
            Some("remember"),
            "field `remember` is not valid",
        ),
        (
            "userName=a&password=b&kind=hush",
            Some("kind"),
            "field `kind` is not valid",
        ),
        (
            r#"{"userName":"a","password":{"hush":1}}"#,
            Some("password"),
            "field `password` is not valid",
        ),
        (
            r#"{"userName":"a","password":"b"}"#,
            Some("remember"),
            "field `remember` is missing",
        ),
        (
            r#"{"userName":"a","password":"b","age":"hush"}"#,
            Some("age"),
            "field `age` is not valid",
        ),
    ] {
        let error = posted(text).deserialize::<Credentials>().unwrap_err();
        assert_eq!(
            (error.field.as_deref(), error.message.as_str()),
            (field, message),
            "{text}"
        );
        assert!(!format!("{error} {error:?}").contains("hush"));
    }
}

/// A type whose own error would give the password away.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Chatty;

impl TryFrom<String> for Chatty {
    type Error = String;

    fn try_from(value: String) -> Result<Self, String> {
        Err(format!("missing field `{value}`"))
    }
}

#[test]
fn errors_of_the_application_are_not_repeated() {
    type Anything = std::collections::BTreeMap<String, Option<Chatty>>;
    for text in ["password=hush", r#"{"password":"hush"}"#, "hush=1"] {
        let error = posted(text).deserialize::<Anything>().unwrap_err();
        assert_eq!(error.to_string(), "the form is not valid");
        assert_eq!(error.field, None);
    }
}

proptest! {
    #[test]
    fn never_panics(text in "((userName|password|age|remember|kind)?[=&]?\\PC{0,4}){0,8}") {
        let body = Body::parse(Some("application/x-www-form-urlencoded"), text.as_bytes());
        let _ = body.unwrap().into_form().deserialize::<Credentials>();
    }
}
