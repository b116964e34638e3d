//! A form that asks for an address, to which a sign-in link is sent.

use maud::{Markup, html};

use super::field::{Field, FieldKind, Place};
use super::hidden::hidden;
use super::sign_in::SignInPage;

/// The form of one email provider.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EmailForm<'a> {
    /// What the provider is called, shown where there is more than one.
    pub(crate) name: &'a str,
    /// Where the form is sent: `{base}/signin/{id}`.
    pub(crate) action: &'a str,
}

impl EmailForm<'_> {
    /// `number` tells the forms of a page apart.
    pub(super) fn markup(&self, page: &SignInPage<'_>, number: usize) -> Markup {
        let field = Field {
            name: "email",
            kind: FieldKind::Email,
            required: true,
        };
        html! {
            form method="post" action=(self.action) {
                (hidden(page.csrf_token, page.callback_url))
                (field.markup(Place {
                    id: &format!("field-{number}-0"),
                    described_by: page.alert_id(),
                    beside_password: false,
                    autofocus: page.has_one_method(),
                }))
                button type="submit" { "Email me a sign-in link" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sign_in_method::SignInMethod;
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    const PAGE: SignInPage<'_> = SignInPage {
        host: "app.example",
        csrf_token: "0123abcd",
        callback_url: "https://app.example/home",
        error: None,
        methods: &[SignInMethod::Email(FORM); 2],
    };

    const FORM: EmailForm<'_> = EmailForm {
        name: "Email",
        action: "/auth/signin/email",
    };

    #[test]
    fn asks_for_an_address() {
        assert_eq!(
            FORM.markup(&PAGE, 2).into_string(),
            concat!(
                r#"<form method="post" action="/auth/signin/email">"#,
                r#"<input type="hidden" name="csrfToken" value="0123abcd">"#,
                r#"<input type="hidden" name="callbackUrl" value="https://app.example/home">"#,
                r#"<div class="field"><label for="field-2-0">Email</label>"#,
                r#"<input id="field-2-0" name="email" type="email" inputmode="email" "#,
                r#"autocomplete="email" required></div>"#,
                r#"<button type="submit">Email me a sign-in link</button></form>"#,
            )
        );
    }

    #[test]
    fn starts_at_the_field_if_it_is_alone() {
        let page = SignInPage {
            methods: &[SignInMethod::Email(FORM)],
            ..PAGE
        };
        let html = FORM.markup(&page, 0).into_string();
        assert!(html.contains(" required autofocus>"), "{html}");
    }

    #[test]
    fn escapes_every_value() {
        let form = EmailForm {
            action: HOSTILE,
            ..FORM
        };
        let page = SignInPage {
            csrf_token: HOSTILE,
            callback_url: HOSTILE,
            ..PAGE
        };
        // The action and two hidden inputs.
        assert_escaped(&form.markup(&page, 0).into_string(), 3);
    }
}
