//! A button that leads to another service, where the sign-in happens.

use maud::{Markup, html};

use super::brand::Brand;
use super::hidden::hidden;
use super::sign_in::SignInPage;

/// The button of one OAuth or OpenID Connect provider.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProviderButton<'a> {
    /// What the provider is called.
    pub(crate) name: &'a str,
    /// Where the button is sent: `{base}/signin/{id}`.
    pub(crate) action: &'a str,
    /// Background and text as `#rrggbb`, as the [`Style`](super::Style) was told.
    pub(crate) colors: Option<(&'a str, &'a str)>,
}

impl ProviderButton<'_> {
    /// A form with nothing to fill in: only what is posted may start a sign-in.
    pub(super) fn markup(&self, page: &SignInPage<'_>) -> Markup {
        let brand = self.colors.and_then(Brand::new).map(Brand::class);
        html! {
            form method="post" action=(self.action) {
                (hidden(page.csrf_token, page.callback_url))
                button type="submit" class={ "provider" @if let Some(brand) = brand { " " (brand) } } {
                    "Sign in with " bdi { (self.name) }
                }
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
        methods: &[],
    };

    const BUTTON: ProviderButton<'_> = ProviderButton {
        name: "GitHub",
        action: "/auth/signin/github",
        colors: Some(("#24292f", "#ffffff")),
    };

    #[test]
    fn posts_the_hidden_values() {
        assert_eq!(
            BUTTON.markup(&PAGE).into_string(),
            concat!(
                r#"<form method="post" action="/auth/signin/github">"#,
                r#"<input type="hidden" name="csrfToken" value="0123abcd">"#,
                r#"<input type="hidden" name="callbackUrl" value="https://app.example/home">"#,
                r#"<button type="submit" class="provider brand-24292f-ffffff">"#,
                "Sign in with <bdi>GitHub</bdi></button></form>",
            )
        );
    }

    #[test]
    fn is_neutral_without_good_colours() {
        for colors in [None, Some((HOSTILE, "#ffffff")), Some(("#fff", "#000"))] {
            let html = ProviderButton { colors, ..BUTTON }
                .markup(&PAGE)
                .into_string();
            assert!(html.contains(r#"class="provider">"#), "{html}");
        }
    }

    #[test]
    fn escapes_every_value() {
        let button = ProviderButton {
            name: HOSTILE,
            action: HOSTILE,
            colors: Some((HOSTILE, HOSTILE)),
        };
        let page = SignInPage {
            csrf_token: HOSTILE,
            callback_url: HOSTILE,
            ..PAGE
        };
        // The name, the action and two hidden inputs.
        assert_escaped(&button.markup(&page).into_string(), 4);
    }
}
