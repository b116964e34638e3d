//! What a form has to ask for, found out from the struct that it is read as.

use serde::de::DeserializeOwned;

use super::error::Problem;
use super::probe::{Found, Probe};

/// A field of a sign-in form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormField {
    /// The name under which it is posted.
    pub name: String,
    /// How it is filled in.
    pub kind: FieldKind,
    /// Whether the form is refused without it. A checkbox may always be left unticked.
    pub required: bool,
}

/// How a field is filled in: the `type` of its `<input>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldKind {
    /// One line of text.
    #[default]
    Text,
    /// Text that is not shown.
    Password,
    /// An e-mail address.
    Email,
    /// A number.
    Number,
    /// A box to tick.
    Checkbox,
}

/// The fields of a struct, as its `Deserialize` asks for them; none for any other type.
///
/// The type is deserialized from made-up values: once a field to learn its kind, and then with
/// ever more fields to learn which ones it misses. A type that refuses the made-up values keeps
/// its fields as text that is required.
pub(crate) fn describe<F: DeserializeOwned>() -> Vec<FormField> {
    describe_with(|probe| F::deserialize(probe).map(drop))
}

/// The part that does not depend on the type, so that it is compiled once.
fn describe_with(attempt: impl Fn(Probe<'_>) -> Result<(), Problem>) -> Vec<FormField> {
    let mut found = Found::default();
    let mut first = attempt(Probe::new(&[], &mut found)).err();
    let names = found.names;
    let mut fields: Vec<_> = names
        .iter()
        .map(|&name| {
            let mut found = Found::default();
            // The outcome says nothing: the other fields are not there.
            let _ = attempt(Probe::new(&[name], &mut found));
            let kind = kind(name, &found);
            FormField {
                name: name.to_owned(),
                kind,
                required: !found.optional,
            }
        })
        .collect();
    let mut missed = Vec::new();
    while let Some(Problem::Missing(name)) = first {
        if missed.contains(&name) {
            break;
        }
        missed.push(name);
        first = attempt(Probe::new(&missed, &mut Found::default())).err();
    }
    // Only if it was happy in the end, every field that it did not miss has a default.
    if first.is_none() {
        for field in &mut fields {
            field.required = missed.contains(&field.name.as_str());
        }
    }
    fields
}

fn kind(name: &str, found: &Found) -> FieldKind {
    let lower = name.to_ascii_lowercase();
    let hidden = ["password", "passphrase", "passcode", "secret"];
    if found.secret || lower == "pin" || hidden.iter().any(|word| lower.contains(word)) {
        return FieldKind::Password;
    }
    match found.kind {
        FieldKind::Text if matches!(lower.as_str(), "email" | "e-mail" | "mail") => {
            FieldKind::Email
        }
        kind => kind,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::secret::Secret;

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    struct Login {
        email: String,
        #[serde(rename = "pass")]
        word: Secret<String>,
        new_password: Option<String>,
        pin: u16,
        shoe_size: Option<f32>,
        remember_me: bool,
        #[serde(default)]
        newsletter: bool,
        #[serde(default)]
        greeting: String,
        kind: Kind,
        tags: Vec<String>,
        id: Box<str>,
        letter: char,
        #[serde(skip)]
        hidden: u8,
    }

    #[derive(Deserialize)]
    #[allow(dead_code)]
    enum Kind {
        One,
        Two,
    }

    #[derive(Deserialize)]
    #[serde(try_from = "String")]
    struct Fussy;

    impl TryFrom<String> for Fussy {
        type Error = &'static str;

        fn try_from(_: String) -> Result<Self, &'static str> {
            Err("never")
        }
    }

    fn described<F: DeserializeOwned>() -> Vec<(String, FieldKind, bool)> {
        describe::<F>()
            .into_iter()
            .map(|field| (field.name, field.kind, field.required))
            .collect()
    }

    #[test]
    fn finds_names_kinds_and_what_is_required() {
        use FieldKind::{Checkbox, Email, Number, Password, Text};
        let expected = [
            ("email", Email, true),
            ("pass", Password, true),
            ("newPassword", Password, false),
            ("pin", Password, true),
            ("shoeSize", Number, false),
            ("rememberMe", Checkbox, true),
            ("newsletter", Checkbox, false),
            ("greeting", Text, false),
            ("kind", Text, true),
            ("tags", Text, true),
            ("id", Text, true),
            ("letter", Text, true),
        ];
        let expected = expected.map(|(name, kind, required)| (name.to_owned(), kind, required));
        assert_eq!(described::<Login>(), expected);
    }

    #[test]
    fn a_field_that_refuses_everything_hides_no_other() {
        #[derive(Deserialize)]
        #[allow(dead_code)]
        struct Form {
            fussy: Fussy,
            code: Option<u8>,
            password: String,
        }
        assert_eq!(
            described::<Form>(),
            [
                ("fussy".to_owned(), FieldKind::Text, true),
                ("code".to_owned(), FieldKind::Number, false),
                ("password".to_owned(), FieldKind::Password, true),
            ]
        );
    }

    #[test]
    fn what_is_no_struct_has_no_fields() {
        assert_eq!(described::<()>(), []);
        assert_eq!(described::<String>(), []);
        assert_eq!(described::<Kind>(), []);
        assert_eq!(described::<serde_json::Value>(), []);
        assert_eq!(
            described::<std::collections::BTreeMap<String, String>>(),
            []
        );
    }
}
