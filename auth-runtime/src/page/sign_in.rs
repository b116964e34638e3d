//! The page with every way to sign in.

use maud::html;

use super::credentials_form::CredentialsForm;
use super::host::host;
use super::layout::layout;
use super::sign_in_error::sign_in_error;

/// What the sign-in page shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignInPage<'a> {
    /// The host that the person signs in to, with its port if that is not the usual one.
    pub(crate) host: &'a str,
    /// The double-submit token.
    pub(crate) csrf_token: &'a str,
    /// Where to go afterwards.
    pub(crate) callback_url: &'a str,
    /// The code in the address, as it came. It chooses one of our texts and is never shown.
    pub(crate) error: Option<&'a str>,
    /// The forms of the credentials providers, in the order of the configuration.
    pub(crate) forms: &'a [CredentialsForm<'a>],
}

impl SignInPage<'_> {
    /// The whole document.
    pub(crate) fn render(&self) -> String {
        let main = html! {
            h1 { "Sign in to " (host(self.host)) }
            @if let Some(code) = self.error {
                p class="alert" id=[self.alert_id()] role="alert" { (sign_in_error(code)) }
            }
            @match self.forms {
                [] => p { "There is no way to sign in here yet." },
                [form] => (form.markup(self)),
                forms => @for (number, form) in forms.iter().enumerate() {
                    (form.section(self, number))
                },
            }
        };
        layout(&format!("Sign in to {}", self.host), &main)
    }

    /// The id of the message, if there is one.
    pub(super) fn alert_id(&self) -> Option<&'static str> {
        self.error.map(|_| "alert")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Field, FieldKind, HOSTILE, assert_escaped};
    use super::*;

    const FORM: CredentialsForm<'_> = CredentialsForm {
        name: "Credentials",
        action: "/auth/callback/credentials",
        fields: &[
            Field {
                name: "email",
                kind: FieldKind::Email,
                required: true,
            },
            Field {
                name: "password",
                kind: FieldKind::Password,
                required: true,
            },
        ],
    };

    const PAGE: SignInPage<'_> = SignInPage {
        host: "app.example",
        csrf_token: "0123abcd",
        callback_url: "https://app.example/home",
        error: None,
        forms: &[FORM],
    };

    #[test]
    fn one_form_needs_no_name() {
        let html = PAGE.render();
        assert!(html.contains("<title>Sign in to app.example</title>"));
        assert!(html.contains("<h1>Sign in to <bdi>app.<wbr>example</bdi></h1><form "));
        assert!(!html.contains("Credentials"));
        assert!(!html.contains("aria-describedby"));
    }

    #[test]
    fn several_forms_are_sections() {
        let html = SignInPage {
            forms: &[FORM, FORM],
            ..PAGE
        }
        .render();
        assert_eq!(html.matches("<section ").count(), 2);
        assert_eq!(html.matches("<h1>").count(), 1);
        for id in [
            "form-0",
            "form-1",
            "field-0-0",
            "field-0-1",
            "field-1-0",
            "field-1-1",
        ] {
            assert_eq!(html.matches(&format!(r#" id="{id}""#)).count(), 1, "{id}");
        }
    }

    #[test]
    fn says_that_nothing_is_set_up() {
        let html = SignInPage { forms: &[], ..PAGE }.render();
        assert!(html.contains("<p>There is no way to sign in here yet.</p>"));
        assert!(!html.contains("<form"));
    }

    #[test]
    fn first_fields_point_to_the_message() {
        let html = SignInPage {
            error: Some("CredentialsSignin"),
            forms: &[FORM, FORM],
            ..PAGE
        }
        .render();
        let text = sign_in_error("CredentialsSignin");
        assert!(html.contains(&format!(
            r#"<p class="alert" id="alert" role="alert">{text}</p>"#
        )));
        assert_eq!(html.matches(r#" aria-describedby="alert""#).count(), 2);
    }

    #[test]
    fn never_shows_the_code() {
        let html = SignInPage {
            error: Some("Call 555-0100"),
            ..PAGE
        }
        .render();
        assert!(html.contains(sign_in_error("Default")));
        assert!(!html.contains("555"));
    }

    #[test]
    fn escapes_every_value() {
        let form = CredentialsForm {
            action: HOSTILE,
            ..FORM
        };
        let page = SignInPage {
            host: HOSTILE,
            csrf_token: HOSTILE,
            callback_url: HOSTILE,
            error: Some(HOSTILE),
            forms: &[form],
        };
        // The title, the heading, the action and two hidden inputs.
        assert_escaped(&page.render(), 5);
    }
}
