//! A body with the protocol's own fields in it.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;
use url::form_urlencoded;

use super::posted::Form;

/// The most fields that a body may have at its top level.
const MAX_FIELDS: usize = 256;

/// The largest body that is read, in bytes.
pub(crate) const MAX_BODY_LENGTH: usize = 64 * 1024;

/// The fields that belong to the protocol, and not to the application's form.
pub(crate) const PROTOCOL_FIELDS: [&str; 5] =
    ["csrfToken", "callbackUrl", "redirect", "redirectTo", "json"];

/// What came with a request: the fields of a form or of a JSON object, in their order.
#[derive(Default)]
pub(crate) struct Body {
    fields: Vec<(String, Value)>,
    is_json: bool,
}

/// Why a body cannot be read. Nothing of it is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BodyError {
    /// It says that it is JSON and is not.
    #[error("the body is not valid JSON")]
    Malformed,
    /// It is JSON, but an array or a single value.
    #[error("the body is not a JSON object")]
    NotAnObject,
    /// It has more fields than any form of ours.
    #[error("the body has more than {MAX_FIELDS} fields")]
    TooManyFields,
    /// It is larger than any form of ours.
    #[error("the body is larger than {MAX_BODY_LENGTH} bytes")]
    TooLarge,
}

impl Body {
    /// Reads JSON and URL-encoded forms. Any other type counts as no body, as with Auth.js.
    pub(crate) fn parse(content_type: Option<&str>, bytes: &[u8]) -> Result<Self, BodyError> {
        let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
        let is_json = content_type.contains("application/json");
        if !is_json && !content_type.contains("application/x-www-form-urlencoded") {
            return Ok(Self::default());
        }
        if bytes.len() > MAX_BODY_LENGTH {
            return Err(BodyError::TooLarge);
        }
        let fields: Vec<(String, Value)> = if is_json {
            match serde_json::from_slice(bytes) {
                Ok(Value::Object(object)) => object.into_iter().collect(),
                Ok(_) => return Err(BodyError::NotAnObject),
                Err(_) => return Err(BodyError::Malformed),
            }
        } else {
            let mut fields: Vec<(String, Value)> = Vec::new();
            for (index, (name, value)) in form_urlencoded::parse(bytes).enumerate() {
                if index == MAX_FIELDS {
                    return Err(BodyError::TooManyFields);
                }
                let value = Value::String(value.into_owned());
                match fields.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, known)) => *known = value,
                    None => fields.push((name.into_owned(), value)),
                }
            }
            fields
        };
        if fields.len() > MAX_FIELDS {
            return Err(BodyError::TooManyFields);
        }
        Ok(Self { fields, is_json })
    }

    /// A field's text. Numbers and truth values of a JSON body count as what they look like, for
    /// a form would have sent them so.
    pub(crate) fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.value(name)? {
            Value::String(text) => Some(Cow::Borrowed(text)),
            value @ (Value::Bool(_) | Value::Number(_)) => Some(Cow::Owned(value.to_string())),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// A field as it came.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    /// The application's fields, without those of the protocol.
    pub(crate) fn into_form(mut self) -> Form {
        self.fields
            .retain(|(name, _)| !PROTOCOL_FIELDS.contains(&name.as_str()));
        Form::new(self.fields, self.is_json)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} fields)", self.fields.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FORM: Option<&str> = Some("application/x-www-form-urlencoded; charset=utf-8");
    const JSON: Option<&str> = Some("Application/JSON");

    #[test]
    fn reads_forms_and_json() {
        for (content_type, bytes, name, text) in [
            (
                FORM,
                "a=1&csrfToken=x%7Cy+z&a=2",
                "csrfToken",
                Some("x|y z"),
            ),
            (FORM, "a=1&b=3&a=2", "a", Some("2")),
            (FORM, "a", "a", Some("")),
            (FORM, "", "a", None),
            (FORM, "a=%ff", "a", Some("\u{fffd}")),
            (JSON, r#"{"a":"1"}"#, "a", Some("1")),
            (JSON, r#"{"a":true}"#, "a", Some("true")),
            (JSON, r#"{"a":12}"#, "a", Some("12")),
            (JSON, r#"{"a":[1]}"#, "a", None),
            (Some("multipart/form-data"), "a=1", "a", None),
            (None, "a=1", "a", None),
        ] {
            let body = Body::parse(content_type, bytes.as_bytes()).unwrap();
            assert_eq!(body.text(name).as_deref(), text, "{bytes}");
        }
    }

    #[test]
    fn refuses_what_is_malformed_or_too_large() {
        let many = "a=1&".repeat(MAX_FIELDS + 1);
        let keys: Vec<_> = (0..=MAX_FIELDS).map(|key| format!("\"{key}\":1")).collect();
        let object = format!("{{{}}}", keys.join(","));
        let deep = "[".repeat(10_000);
        let large = "a".repeat(MAX_BODY_LENGTH + 1);
        for (content_type, bytes, error) in [
            (JSON, "", BodyError::Malformed),
            (JSON, "{", BodyError::Malformed),
            (JSON, "[1]", BodyError::NotAnObject),
            (JSON, "null", BodyError::NotAnObject),
            (JSON, deep.as_str(), BodyError::Malformed),
            (JSON, object.as_str(), BodyError::TooManyFields),
            (FORM, many.as_str(), BodyError::TooManyFields),
            (FORM, large.as_str(), BodyError::TooLarge),
        ] {
            let outcome = Body::parse(content_type, bytes.as_bytes());
            assert_eq!(outcome.unwrap_err(), error);
        }
    }

    #[test]
    fn debug_prints_no_value() {
        let body = Body::parse(FORM, b"password=hush&json=true").unwrap();
        assert_eq!(format!("{body:?}"), "Body(2 fields)");
        assert_eq!(format!("{:?}", body.into_form()), "Form([\"password\"])");
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Body::parse(FORM, &bytes);
            let _ = Body::parse(JSON, &bytes);
        }

        #[test]
        fn forms_round_trip(fields in proptest::collection::hash_map(".{1,8}", ".{0,16}", 0..8)) {
            let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
            let body = Body::parse(FORM, text.as_bytes()).unwrap();
            for (name, value) in &fields {
                let text = body.text(name);
                prop_assert_eq!(text.as_deref(), Some(value.as_str()));
            }
        }
    }
}
