//! The style sheet, and the policy that allows it and nothing else.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::brand::Brand;

/// The style sheet of every page, with the colours of this deployment's providers.
///
/// It is made once: the policy has its hash, so each page must have it byte for byte.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    sheet: String,
    policy: String,
}

/// Kept in its own file so that editors and people can read it.
const SHEET: &str = include_str!("style.css");

impl Style {
    /// The style sheet with these colours of buttons, background and text as `#rrggbb`.
    ///
    /// What is written in another way is left out, and such buttons look like neutral ones.
    pub(crate) fn new<'a>(colors: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let brands: BTreeSet<Brand> = colors.into_iter().filter_map(Brand::new).collect();
        let rules = brands.into_iter().map(Brand::rule);
        let sheet: String = std::iter::once(SHEET.to_owned()).chain(rules).collect();
        let hash = STANDARD.encode(Sha256::digest(&sheet));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; frame-ancestors 'none'"
        );
        Self { sheet, policy }
    }

    /// The value of the `Content-Security-Policy` header that every page is served with.
    ///
    /// There is no `form-action`, for which `default-src` does not stand in. Browsers apply it to
    /// every redirect after a form as well: from our sign-in to the provider, from there to the
    /// login page of a company, and, for somebody who is signed in there, all the way back to where
    /// the application sends people. No page can know these addresses beforehand, and a list that
    /// lacks one is a button that does nothing. The pages have no place where a foreign form could
    /// come from: every value is escaped.
    pub(crate) fn policy(&self) -> &str {
        &self.policy
    }

    /// The `<style>` element, byte for byte what the policy's hash was made of.
    pub(super) fn element(&self) -> Markup {
        html! { style { (PreEscaped(&self.sheet)) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_allows_the_style_in_the_page() {
        for colors in [&[][..], &[("#24292f", "#ffffff"), ("#ffffff", "#000000")]] {
            let style = Style::new(colors.iter().copied());
            let page = super::super::layout::layout("Title", &html! {}, &style);
            let sheet = page
                .split_once("<style>")
                .and_then(|(_, rest)| rest.split_once("</style>"))
                .map(|(sheet, _)| sheet)
                .expect("the page has one style element");
            let hash = STANDARD.encode(Sha256::digest(sheet));
            assert_eq!(
                style.policy(),
                format!(
                    "default-src 'none'; style-src 'sha256-{hash}'; \
                     base-uri 'none'; frame-ancestors 'none'"
                )
            );
        }
    }

    #[test]
    fn has_each_colour_once_in_any_order() {
        let (github, google) = (("#24292f", "#ffffff"), ("#ffffff", "#1f1f1f"));
        let style = Style::new([github, google, github]);
        assert_eq!(style.sheet.matches(".brand-").count(), 2);
        assert_eq!(style.policy(), Style::new([google, github]).policy());
        assert_ne!(style.policy(), Style::new([]).policy());
    }

    #[test]
    fn colours_are_colours() {
        let hostile = "#ffffff}</style><script>";
        let style = Style::new([(hostile, "#ffffff"), ("#ffffff", hostile)]);
        assert_eq!(style.sheet, SHEET);
    }

    #[test]
    fn style_reaches_the_browser_unchanged() {
        // Browsers turn CR LF into LF before they hash, and end the element at the first `</`.
        let style = Style::new([("#24292f", "#ffffff")]);
        assert!(!style.sheet.contains('\r'));
        assert!(!style.sheet.contains("</"));
    }
}
