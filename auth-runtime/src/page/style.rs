//! The style sheet, and the policy that allows it and nothing else.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

/// The value of the `Content-Security-Policy` header that every page is served with.
///
/// There is no `form-action`: browsers apply it to the redirects after a form, too, and a sign-in
/// may end at an address that no page can know beforehand.
pub(crate) fn content_security_policy() -> &'static str {
    &POLICY
}

/// The `<style>` element, byte for byte what the policy's hash was made of.
pub(super) fn element() -> Markup {
    html! { style { (PreEscaped(STYLE)) } }
}

/// Kept in its own file so that editors and people can read it.
const STYLE: &str = include_str!("style.css");

/// Made once, because the style sheet never changes.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; frame-ancestors 'none'"
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_allows_the_style_in_the_page() {
        let page = super::super::layout::layout("Title", &html! {});
        let style = page
            .split_once("<style>")
            .and_then(|(_, rest)| rest.split_once("</style>"))
            .map(|(style, _)| style)
            .expect("the page has one style element");
        let hash = STANDARD.encode(Sha256::digest(style));
        assert_eq!(
            content_security_policy(),
            format!(
                "default-src 'none'; style-src 'sha256-{hash}'; \
                 base-uri 'none'; frame-ancestors 'none'"
            )
        );
    }

    #[test]
    fn style_reaches_the_browser_unchanged() {
        // Browsers turn CR LF into LF before they hash, and end the element at the first `</`.
        assert!(!STYLE.contains('\r'));
        assert!(!STYLE.contains("</"));
    }
}
