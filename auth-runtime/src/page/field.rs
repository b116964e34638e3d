//! One field of a sign-in form.

use maud::{Markup, html};

use super::label::label;

/// A field that the person fills in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'a> {
    /// The name that is sent, and of which the label is made.
    pub(crate) name: &'a str,
    /// What kind of value it takes.
    pub(crate) kind: FieldKind,
    /// Whether the form can be sent without it. Says nothing about a [`FieldKind::Checkbox`].
    pub(crate) required: bool,
}

/// What kind of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// A line of text.
    Text,
    /// Text that is not shown.
    Password,
    /// An email address.
    Email,
    /// A number, with or without a fraction.
    Number,
    /// Yes or no: sends `true`, or nothing.
    Checkbox,
}

/// Where a field stands, as far as it changes the field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// Unique in the document.
    pub(super) id: &'a str,
    /// The id of the text that the field is described by.
    pub(super) described_by: Option<&'a str>,
    /// Whether the form asks for a password, so that browsers look for the name to go with it.
    pub(super) beside_password: bool,
    /// Whether the person can start typing here.
    pub(super) autofocus: bool,
}

impl Field<'_> {
    /// The label and the input.
    pub(super) fn markup(&self, place: Place<'_>) -> Markup {
        let label = label(self.name);
        if self.kind == FieldKind::Checkbox {
            // Never `required`: the browser would insist on a yes, and a no is an answer, too.
            return html! {
                div class="check" {
                    label for=(place.id) {
                        input id=(place.id) name=(self.name) type="checkbox" value="true"
                            aria-describedby=[place.described_by];
                        (label)
                    }
                }
            };
        }
        html! {
            div class="field" {
                label for=(place.id) {
                    (label)
                    @if !self.required { small { " (optional)" } }
                }
                input id=(place.id) name=(self.name) type=(self.kind.input_type())
                    inputmode=[self.kind.input_mode()]
                    step=[(self.kind == FieldKind::Number).then_some("any")]
                    autocomplete=[self.autocomplete(place.beside_password)]
                    // Names and codes are typed as they are; no keyboard knows them better.
                    autocapitalize=[(self.kind == FieldKind::Text).then_some("none")]
                    spellcheck=[(self.kind == FieldKind::Text).then_some("false")]
                    aria-describedby=[place.described_by]
                    required[self.required]
                    autofocus[place.autofocus];
            }
        }
    }

    /// What a password manager may put here.
    fn autocomplete(&self, beside_password: bool) -> Option<&'static str> {
        match self.kind {
            FieldKind::Password => Some("current-password"),
            FieldKind::Email if beside_password => Some("username"),
            FieldKind::Email => Some("email"),
            FieldKind::Text if beside_password && self.names_a_person() => Some("username"),
            FieldKind::Text | FieldKind::Number | FieldKind::Checkbox => None,
        }
    }

    /// Whether this is the text by which the application knows the person.
    fn names_a_person(&self) -> bool {
        matches!(
            label(self.name).to_lowercase().as_str(),
            "email" | "e mail" | "username" | "user name" | "user" | "user id" | "login"
        )
    }
}

impl FieldKind {
    /// The `type` of the input.
    fn input_type(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Password => "password",
            Self::Email => "email",
            Self::Number => "number",
            Self::Checkbox => "checkbox",
        }
    }

    /// Which keys a keyboard on the screen shows.
    fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            Self::Number => Some("decimal"),
            Self::Text | Self::Password | Self::Checkbox => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    const PLACE: Place<'_> = Place {
        id: "f",
        described_by: None,
        beside_password: true,
        autofocus: false,
    };

    fn required(name: &str, kind: FieldKind, place: Place<'_>) -> String {
        let field = Field {
            name,
            kind,
            required: true,
        };
        field.markup(place).into_string()
    }

    #[test]
    fn label_and_input_belong_together() {
        assert_eq!(
            required("email", FieldKind::Email, PLACE),
            concat!(
                r#"<div class="field"><label for="f">Email</label>"#,
                r#"<input id="f" name="email" type="email" inputmode="email" "#,
                r#"autocomplete="username" required></div>"#,
            )
        );
    }

    #[test]
    fn place_marks_where_to_start() {
        let place = Place {
            described_by: Some("alert"),
            autofocus: true,
            ..PLACE
        };
        let html = required("pin", FieldKind::Number, place);
        assert!(
            html.contains(r#"type="number" inputmode="decimal" step="any""#),
            "{html}"
        );
        assert!(
            html.contains(r#"aria-describedby="alert" required autofocus>"#),
            "{html}"
        );
    }

    #[test]
    fn password_managers_find_the_pair() {
        for (name, kind, with_password, without) in [
            (
                "secret",
                FieldKind::Password,
                Some("current-password"),
                Some("current-password"),
            ),
            ("address", FieldKind::Email, Some("username"), Some("email")),
            ("userName", FieldKind::Text, Some("username"), None),
            ("username", FieldKind::Text, Some("username"), None),
            ("email", FieldKind::Text, Some("username"), None),
            ("company", FieldKind::Text, None, None),
        ] {
            let field = Field {
                name,
                kind,
                required: true,
            };
            assert_eq!(field.autocomplete(true), with_password, "{name}");
            assert_eq!(field.autocomplete(false), without, "{name}");
        }
    }

    #[test]
    fn optional_fields_say_so() {
        let field = Field {
            name: "company",
            kind: FieldKind::Text,
            required: false,
        };
        let html = field.markup(PLACE).into_string();
        assert!(
            html.contains("Company<small> (optional)</small></label>"),
            "{html}"
        );
        assert!(!html.contains("required"), "{html}");
    }

    #[test]
    fn checkbox_may_stay_empty() {
        assert_eq!(
            required("stay_signed_in", FieldKind::Checkbox, PLACE),
            concat!(
                r#"<div class="check"><label for="f">"#,
                r#"<input id="f" name="stay_signed_in" type="checkbox" value="true">"#,
                "Stay signed in</label></div>",
            )
        );
    }

    #[test]
    fn escapes_the_name() {
        for kind in [FieldKind::Text, FieldKind::Checkbox] {
            // The label keeps the letters only, so the name as it is stands in the input alone.
            assert_escaped(&required(HOSTILE, kind, PLACE), 1);
        }
    }
}
