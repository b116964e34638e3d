//! The page with every way to sign in.

use maud::{Markup, html};

use super::breakable::breakable;
use super::layout::layout;
use super::sign_in_error::sign_in_error;
use super::sign_in_method::SignInMethod;
use super::style::Style;

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
    /// The ways to sign in, in the order of the configuration.
    pub(crate) methods: &'a [SignInMethod<'a>],
}

impl SignInPage<'_> {
    /// The whole document.
    pub(crate) fn render(&self, style: &Style) -> String {
        let groups: Vec<_> = self
            .methods
            .chunk_by(SignInMethod::is_grouped)
            .enumerate()
            .collect();
        let main = html! {
            h1 { "Sign in to " (breakable(self.host)) }
            @if let Some(code) = self.error {
                p class="alert" id=[self.alert_id()] role="alert" { (sign_in_error(code)) }
            }
            @match groups.as_slice() {
                [] => p { "There is no way to sign in here yet." },
                [(number, group)] => (self.group(group, *number)),
                groups => @for (number, group) in groups {
                    @if *number > 0 { div class="or" { "or" } }
                    (self.section(group, *number))
                },
            }
        };
        layout(&format!("Sign in to {}", self.host), &main, style)
    }

    /// Methods under the heading that they have beside others.
    fn section(&self, group: &[SignInMethod<'_>], number: usize) -> Markup {
        let id = format!("method-{number}");
        html! {
            section aria-labelledby=(id) {
                @if let [method, ..] = group { (method.heading(self, &id)) }
                (self.group(group, number))
            }
        }
    }

    fn group(&self, group: &[SignInMethod<'_>], number: usize) -> Markup {
        html! {
            @match group {
                [method] => (method.markup(self, number)),
                buttons => div class="buttons" {
                    @for button in buttons { (button.markup(self, number)) }
                },
            }
        }
    }

    /// Whether there is no choice, so that the person can start typing at once.
    pub(super) fn has_one_method(&self) -> bool {
        self.methods.len() == 1
    }

    /// Whether there are several forms for an address, which look the same.
    pub(super) fn has_email_forms(&self) -> bool {
        let is_form = |method: &&SignInMethod<'_>| matches!(method, SignInMethod::Email(_));
        self.methods.iter().filter(is_form).count() > 1
    }

    /// The id of the message, if there is one.
    pub(super) fn alert_id(&self) -> Option<&'static str> {
        self.error.map(|_| "alert")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        CredentialsForm, EmailForm, Field, FieldKind, HOSTILE, ProviderButton, assert_escaped,
    };
    use super::*;

    const FORM: SignInMethod<'_> = SignInMethod::Credentials(CredentialsForm {
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
    });

    const EMAIL: SignInMethod<'_> = SignInMethod::Email(EmailForm {
        name: "Email",
        action: "/auth/signin/email",
    });

    const GITHUB: SignInMethod<'_> = SignInMethod::Provider(ProviderButton {
        name: "GitHub",
        action: "/auth/signin/github",
        colors: Some(("#24292f", "#ffffff")),
    });

    const PAGE: SignInPage<'_> = SignInPage {
        host: "app.example",
        csrf_token: "0123abcd",
        callback_url: "https://app.example/home",
        error: None,
        methods: &[FORM],
    };

    fn render(page: SignInPage<'_>) -> String {
        page.render(&Style::new([("#24292f", "#ffffff")]))
    }

    #[test]
    fn one_form_needs_no_name() {
        let html = render(PAGE);
        assert!(html.contains("<title>Sign in to app.example</title>"));
        assert!(html.contains("<h1>Sign in to <bdi>app.<wbr>example</bdi></h1><form "));
        assert!(!html.contains("Credentials"));
        assert!(!html.contains("aria-describedby"));
    }

    #[test]
    fn several_methods_are_sections() {
        let html = render(SignInPage {
            methods: &[FORM, EMAIL, FORM],
            ..PAGE
        });
        assert_eq!(html.matches("<section ").count(), 3);
        assert_eq!(html.matches("<h1>").count(), 1);
        assert_eq!(html.matches(r#"<div class="or">or</div>"#).count(), 2);
        for id in [
            "method-0",
            "method-1",
            "method-2",
            "field-0-0",
            "field-0-1",
            "field-1-0",
            "field-2-0",
            "field-2-1",
        ] {
            assert_eq!(html.matches(&format!(r#" id="{id}""#)).count(), 1, "{id}");
        }
    }

    #[test]
    fn keeps_the_order_and_puts_buttons_together() {
        let html = render(SignInPage {
            methods: &[GITHUB, GITHUB, EMAIL, GITHUB, FORM],
            ..PAGE
        });
        let (_, html) = html.split_once("</h1>").expect("a heading");
        let section = |heading: &str| {
            let at = html.find(heading);
            at.unwrap_or_else(|| panic!("no {heading} in {html}"))
        };
        let first = section(r#"<h2 id="method-0" class="unseen">With an account elsewhere</h2>"#);
        let email = section(r#"<h2 id="method-1" class="unseen">With a link by email</h2>"#);
        let third = section(r#"<h2 id="method-2" class="unseen">With an account elsewhere</h2>"#);
        let form = section(r#"<h2 id="method-3" class="unseen">With your details</h2>"#);
        assert!(first < email && email < third && third < form);
        for (part, buttons) in [
            (&html[first..email], 2),
            (&html[email..third], 0),
            (&html[third..form], 1),
            (&html[form..], 0),
        ] {
            assert_eq!(part.matches("GitHub").count(), buttons, "{part}");
        }
        assert_eq!(html.matches(r#"<div class="or">"#).count(), 3);
    }

    #[test]
    fn shows_names_that_tell_forms_apart() {
        let html = render(SignInPage {
            methods: &[FORM, FORM, EMAIL, EMAIL],
            ..PAGE
        });
        for heading in [
            r#"<h2 id="method-0"><bdi>Credentials</bdi></h2>"#,
            r#"<h2 id="method-3"><bdi>Email</bdi></h2>"#,
        ] {
            assert!(html.contains(heading), "{html}");
        }
    }

    #[test]
    fn buttons_alone_need_no_heading() {
        let html = render(SignInPage {
            methods: &[GITHUB, GITHUB],
            ..PAGE
        });
        assert!(
            html.contains(r#"</h1><div class="buttons"><form "#),
            "{html}"
        );
        assert!(!html.contains("<h2"), "{html}");
    }

    #[test]
    fn says_that_nothing_is_set_up() {
        let html = render(SignInPage {
            methods: &[],
            ..PAGE
        });
        assert!(html.contains("<p>There is no way to sign in here yet.</p>"));
        assert!(!html.contains("<form"));
    }

    #[test]
    fn first_fields_point_to_the_message() {
        let html = render(SignInPage {
            error: Some("CredentialsSignin"),
            methods: &[FORM, EMAIL],
            ..PAGE
        });
        let text = sign_in_error("CredentialsSignin");
        assert!(html.contains(&format!(
            r#"<p class="alert" id="alert" role="alert">{text}</p>"#
        )));
        assert_eq!(html.matches(r#" aria-describedby="alert""#).count(), 2);
    }

    #[test]
    fn never_shows_the_code() {
        let html = render(SignInPage {
            error: Some("Call 555-0100"),
            ..PAGE
        });
        assert!(html.contains(sign_in_error("Default")));
        assert!(!html.contains("555"));
    }

    #[test]
    fn escapes_every_value() {
        let form = SignInMethod::Credentials(CredentialsForm {
            name: HOSTILE,
            action: HOSTILE,
            fields: &[],
        });
        let page = SignInPage {
            host: HOSTILE,
            csrf_token: HOSTILE,
            callback_url: HOSTILE,
            error: Some(HOSTILE),
            methods: &[form, form],
        };
        // The title and the heading; of each form its heading, its button, its action and two
        // hidden inputs.
        assert_escaped(&render(page), 12);
    }
}
