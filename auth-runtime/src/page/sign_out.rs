//! The page that asks before it signs out.

use maud::html;

use super::breakable::breakable;
use super::hidden::hidden;
use super::layout::layout;
use super::link::link;
use super::style::Style;

/// What the sign-out page shows.
///
/// It asks because a link alone must not sign anybody out: any other site could hold that link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignOutPage<'a> {
    /// The host that the person signs out of.
    pub(crate) host: &'a str,
    /// Where the form is sent: `{base}/signout`.
    pub(crate) action: &'a str,
    /// The double-submit token.
    pub(crate) csrf_token: &'a str,
    /// Where to go afterwards, and where to go back to.
    pub(crate) callback_url: &'a str,
}

impl SignOutPage<'_> {
    /// The whole document.
    pub(crate) fn render(&self, style: &Style) -> String {
        let main = html! {
            h1 { "Sign out of " (breakable(self.host)) }
            p { "You can sign in again at any time." }
            form method="post" action=(self.action) {
                (hidden(self.csrf_token, self.callback_url))
                button type="submit" { "Sign out" }
            }
            (link(self.callback_url, "action second", "Stay signed in"))
        };
        layout(&format!("Sign out of {}", self.host), &main, style)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    const PAGE: SignOutPage<'_> = SignOutPage {
        host: "app.example",
        action: "/auth/signout",
        csrf_token: "0123abcd",
        callback_url: "https://app.example/home",
    };

    #[test]
    fn asks_and_offers_the_way_back() {
        let html = PAGE.render(&Style::new([]));
        assert!(html.contains("<title>Sign out of app.example</title>"));
        assert!(html.contains("<h1>Sign out of <bdi>app.<wbr>example</bdi></h1>"));
        assert!(html.contains(concat!(
            r#"<form method="post" action="/auth/signout">"#,
            r#"<input type="hidden" name="csrfToken" value="0123abcd">"#,
            r#"<input type="hidden" name="callbackUrl" value="https://app.example/home">"#,
            r#"<button type="submit">Sign out</button></form>"#,
        )));
        assert!(html.contains(r#"href="https://app.example/home">Stay signed in</a>"#));
    }

    #[test]
    fn escapes_every_value() {
        let page = SignOutPage {
            host: HOSTILE,
            action: HOSTILE,
            csrf_token: HOSTILE,
            callback_url: &format!("/{HOSTILE}"),
        };
        // The title, the heading, the action, two hidden inputs and the link.
        assert_escaped(&page.render(&Style::new([])), 6);
    }

    #[test]
    fn a_script_is_no_way_back() {
        let html = SignOutPage {
            callback_url: "javascript:alert(1)",
            ..PAGE
        }
        .render(&Style::new([]));
        assert!(!html.contains("href"));
    }
}
