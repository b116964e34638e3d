//! A link that looks like a button.

use maud::{Markup, html};

/// A link of its own line; nothing at all if `href` is not an address of the web.
///
/// Escaping alone does not make a link safe: `javascript:` needs no special character. The
/// addresses are checked long before they come here, and the policy of the page would stop a
/// script. This is the last of the three, and it does not lean on the other two.
pub(super) fn link(href: &str, class: &str, text: &str) -> Markup {
    html! {
        @if is_web_address(href) {
            a class=(class) href=(href) { (text) }
        }
    }
}

/// Whether following the address can only load a page.
fn is_web_address(href: &str) -> bool {
    let starts_with = |prefix: &str| {
        href.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    starts_with("/") || starts_with("https://") || starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_pages() {
        for href in [
            "/",
            "/auth/signin",
            "http://localhost:3000/",
            "HTTPS://app.example",
        ] {
            assert_eq!(
                link(href, "action", "Go").into_string(),
                format!(r#"<a class="action" href="{href}">Go</a>"#)
            );
        }
    }

    #[test]
    fn links_to_nothing_else() {
        for href in [
            "",
            "javascript:alert(1)",
            " javascript:alert(1)",
            "\tJavaScript:alert(1)",
            "data:text/html,x",
            "blob:https://app.example/x",
            "http:alert",
            "é",
        ] {
            assert_eq!(link(href, "action", "Go").into_string(), "", "{href}");
        }
    }

    #[test]
    fn escapes_the_address() {
        assert_eq!(
            link("/\"><b>", "action", "Go").into_string(),
            r#"<a class="action" href="/&quot;&gt;&lt;b&gt;">Go</a>"#
        );
    }
}
