//! A form of fields that signs in with what the person types.

use maud::{Markup, html};

use super::field::{Field, FieldKind, Place};
use super::hidden::hidden;
use super::sign_in::SignInPage;
use super::sign_in_method::SignInMethod;

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

/// The name of a form to which the application gave none. It tells people nothing.
const DEFAULT_NAME: &str = "Credentials";

impl CredentialsForm<'_> {
    /// `number` tells the forms of a page apart.
    pub(super) fn markup(&self, page: &SignInPage<'_>, number: usize) -> Markup {
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
                        autofocus: i == 0 && page.has_one_method(),
                    }))
                }
                button type="submit" {
                    "Sign in"
                    @if self.is_named(page) { " with " bdi { (self.name) } }
                }
            }
        }
    }

    /// Whether the name helps to tell this form from the other methods.
    pub(super) fn is_named(&self, page: &SignInPage<'_>) -> bool {
        let is_form = |method: &&SignInMethod<'_>| matches!(method, SignInMethod::Credentials(_));
        let forms = page.methods.iter().filter(is_form).count();
        forms > 1 || (self.name != DEFAULT_NAME && !page.has_one_method())
    }
}

#[cfg(test)]
mod tests {
    use super::super::provider_button::ProviderButton;
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    const PAGE: SignInPage<'_> = SignInPage {
        host: "app.example",
        csrf_token: "0123abcd",
        callback_url: "https://app.example/home",
        error: None,
        methods: &[SignInMethod::Credentials(FORM)],
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
        let html = FORM.markup(&PAGE, 0).into_string();
        assert!(html.starts_with(concat!(
            r#"<form method="post" action="/auth/callback/ldap">"#,
            r#"<input type="hidden" name="csrfToken" value="0123abcd">"#,
            r#"<input type="hidden" name="callbackUrl" value="https://app.example/home">"#,
        )));
        assert!(html.ends_with(r#"<button type="submit">Sign in</button></form>"#));
    }

    #[test]
    fn starts_at_the_first_field() {
        let html = FORM.markup(&PAGE, 0).into_string();
        let (before, after) = html
            .split_once(" autofocus")
            .expect("one field has the focus");
        assert!(before.contains(r#"name="user""#) && !before.contains(r#"name="password""#));
        assert!(!after.contains(" autofocus"));
    }

    #[test]
    fn has_its_name_where_that_helps() {
        let own = CredentialsForm {
            name: "Company account",
            ..FORM
        };
        let unnamed = CredentialsForm {
            name: DEFAULT_NAME,
            ..FORM
        };
        let button = SignInMethod::Provider(ProviderButton {
            name: "GitHub",
            action: "/auth/signin/github",
            colors: None,
        });
        let [own_method, unnamed_method] = [own, unnamed].map(SignInMethod::Credentials);
        for (form, methods, named) in [
            (own, &[own_method][..], false),
            (own, &[button, own_method], true),
            (unnamed, &[button, unnamed_method], false),
            (unnamed, &[own_method, unnamed_method], true),
        ] {
            let html = form
                .markup(&SignInPage { methods, ..PAGE }, 3)
                .into_string();
            let button = if named {
                format!("Sign in with <bdi>{}</bdi></button>", form.name)
            } else {
                "\">Sign in</button>".to_owned()
            };
            assert!(html.contains(&button), "{html}");
            assert_eq!(html.contains("autofocus"), methods.len() == 1, "{html}");
            assert!(html.contains(r#"id="field-3-1" name="password""#));
        }
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
            methods: &[SignInMethod::Credentials(form); 2],
            ..PAGE
        };
        // The button, the action and two hidden inputs.
        assert_escaped(&form.markup(&page, 0).into_string(), 4);
    }
}
