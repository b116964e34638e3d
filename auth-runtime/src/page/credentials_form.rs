//! A form of fields that signs in with what the person types.

use maud::{Markup, html};

use super::field::{Field, FieldKind, Place};
use super::hidden::hidden;
use super::sign_in::SignInPage;

/// The sign-in form of one credentials provider.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CredentialsForm<'a> {
    /// What the provider is called, shown where there is more than one.
    pub(crate) name: &'a str,
    /// Where the form is sent: `{base}/callback/{id}`.
    pub(crate) action: &'a str,
    /// What is asked, in this order.
    pub(crate) fields: &'a [Field<'a>],
}

impl CredentialsForm<'_> {
    /// The form alone, for a page with no other way to sign in.
    pub(super) fn markup(&self, page: &SignInPage<'_>) -> Markup {
        self.form(page, 0, true, &html! { "Sign in" })
    }

    /// The form under its name, for a page with several.
    pub(super) fn section(&self, page: &SignInPage<'_>, number: usize) -> Markup {
        let heading = format!("form-{number}");
        html! {
            section aria-labelledby=(heading) {
                h2 id=(heading) { bdi { (self.name) } }
                (self.form(page, number, false, &html! { "Sign in with " bdi { (self.name) } }))
            }
        }
    }

    /// `number` tells the forms of a page apart, because two of them may ask for the same names.
    fn form(&self, page: &SignInPage<'_>, number: usize, alone: bool, submit: &Markup) -> Markup {
        let beside_password = self
            .fields
            .iter()
            .any(|field| field.kind == FieldKind::Password);
        html! {
            form method="post" action=(self.action) {
                (hidden(page.csrf_token, page.callback_url))
                @for (i, field) in self.fields.iter().enumerate() {
                    (field.markup(Place {
                        id: &format!("field-{number}-{i}"),
                        // Once a form is enough: a screen reader says it again at each field.
                        described_by: page.alert_id().filter(|_| i == 0),
                        beside_password,
                        autofocus: alone && i == 0,
                    }))
                }
                button type="submit" { (submit) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    const PAGE: SignInPage<'_> = SignInPage {
        host: "app.example",
        csrf_token: "0123abcd",
        callback_url: "https://app.example/home",
        error: None,
        forms: &[],
    };

    const FORM: CredentialsForm<'_> = CredentialsForm {
        name: "Company account",
        action: "/auth/callback/ldap",
        fields: &[
            Field {
                name: "user",
                kind: FieldKind::Text,
                required: true,
            },
            Field {
                name: "password",
                kind: FieldKind::Password,
                required: true,
            },
        ],
    };

    #[test]
    fn sends_the_hidden_values() {
        let html = FORM.markup(&PAGE).into_string();
        assert!(html.starts_with(concat!(
            r#"<form method="post" action="/auth/callback/ldap">"#,
            r#"<input type="hidden" name="csrfToken" value="0123abcd">"#,
            r#"<input type="hidden" name="callbackUrl" value="https://app.example/home">"#,
        )));
        assert!(html.ends_with(r#"<button type="submit">Sign in</button></form>"#));
    }

    #[test]
    fn starts_at_the_first_field() {
        let html = FORM.markup(&PAGE).into_string();
        let (before, after) = html
            .split_once(" autofocus")
            .expect("one field has the focus");
        assert!(before.contains(r#"name="user""#) && !before.contains(r#"name="password""#));
        assert!(!after.contains(" autofocus"));
    }

    #[test]
    fn section_has_its_heading() {
        let html = FORM.section(&PAGE, 3).into_string();
        assert!(html.starts_with(concat!(
            r#"<section aria-labelledby="form-3">"#,
            r#"<h2 id="form-3"><bdi>Company account</bdi></h2><form "#,
        )));
        assert!(html.contains("Sign in with <bdi>Company account</bdi></button>"));
        assert!(html.contains(r#"id="field-3-1" name="password""#));
        assert!(!html.contains("autofocus"));
    }

    #[test]
    fn escapes_every_value() {
        let form = CredentialsForm {
            name: HOSTILE,
            action: HOSTILE,
            ..FORM
        };
        let page = SignInPage {
            csrf_token: HOSTILE,
            callback_url: HOSTILE,
            ..PAGE
        };
        // The heading, the button, the action and two hidden inputs.
        assert_escaped(&form.section(&page, 0).into_string(), 5);
    }
}
