//! The page after a sign-in link was asked for.

use std::time::Duration;

use maud::html;

use super::breakable::breakable;
use super::layout::layout;
use super::link::link;
use super::style::Style;
use crate::lifetime::in_words;

/// What the page shows that sends people to their mail.
///
/// It knows nothing of the address: who asks for a link must not learn whether somebody has an
/// account here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerifyRequestPage<'a> {
    /// The host that the person signs in to.
    pub(crate) host: &'a str,
    /// How long the link works.
    pub(crate) valid_for: Duration,
    /// The address of the sign-in page.
    pub(crate) sign_in_url: &'a str,
}

impl VerifyRequestPage<'_> {
    /// The whole document.
    pub(crate) fn render(&self, style: &Style) -> String {
        let main = html! {
            h1 { "Check your mail" }
            p {
                "If your address can sign in to " (breakable(self.host)) ", a link is on its way to it. "
                "It works once, within " (in_words(self.valid_for)) "."
            }
            p { "No mail? Look into your spam folder, or ask for another link." }
            (link(self.sign_in_url, "action second", "Back to the sign-in page"))
        };
        layout(&format!("Check your mail – {}", self.host), &main, style)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    const PAGE: VerifyRequestPage<'_> = VerifyRequestPage {
        host: "app.example",
        valid_for: Duration::from_secs(24 * 60 * 60),
        sign_in_url: "/auth/signin",
    };

    #[test]
    fn says_what_to_do_and_how_long() {
        let html = PAGE.render(&Style::new([]));
        assert!(html.contains("<title>Check your mail – app.example</title>"));
        assert!(html.contains(concat!(
            "<h1>Check your mail</h1>",
            "<p>If your address can sign in to <bdi>app.<wbr>example</bdi>, ",
            "a link is on its way to it. It works once, within 24 hours.</p>",
        )));
        assert!(html.contains(r#"href="/auth/signin">Back to the sign-in page</a>"#));
    }

    #[test]
    fn escapes_every_value() {
        let page = VerifyRequestPage {
            host: HOSTILE,
            sign_in_url: &format!("/{HOSTILE}"),
            ..PAGE
        };
        // The title, the text and the link.
        assert_escaped(&page.render(&Style::new([])), 3);
    }
}
