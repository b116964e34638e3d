//! The page that a sign-in link leads to.

use maud::html;

use super::breakable::breakable;
use super::hidden::hidden;
use super::layout::layout;
use super::style::Style;

/// What the page shows that asks before it signs in.
///
/// It asks for two reasons. Programs that look into mail follow every link in it, and would use the
/// link up before its owner does. And a link from somebody else would sign in to that person's
/// account, so the address is there to be read.
#[derive(Clone, Copy)]
pub(crate) struct ConfirmPage<'a> {
    /// The host that the person signs in to.
    pub(crate) host: &'a str,
    /// Where the form is sent: `{base}/callback/{id}`.
    pub(crate) action: &'a str,
    /// The address that the link was sent to.
    pub(crate) email: &'a str,
    /// The secret of the link.
    pub(crate) token: &'a str,
    /// The double-submit token.
    pub(crate) csrf_token: &'a str,
    /// Where to go afterwards.
    pub(crate) callback_url: &'a str,
}

impl ConfirmPage<'_> {
    /// The whole document.
    pub(crate) fn render(&self, style: &Style) -> String {
        let main = html! {
            h1 {
                "Sign in to " (breakable(self.host)) " as "
                // The question mark stays at the address.
                span { (breakable(self.email)) "?" }
            }
            p { "You followed the link in a mail to this address." }
            p {
                "If you did not ask for it, or the address is not yours, "
                "close this page: nobody is signed in then."
            }
            form method="post" action=(self.action) {
                (hidden(self.csrf_token, self.callback_url))
                input type="hidden" name="token" value=(self.token);
                input type="hidden" name="email" value=(self.email);
                button type="submit" { "Sign in" }
            }
        };
        layout(&format!("Sign in to {}", self.host), &main, style)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    const PAGE: ConfirmPage<'_> = ConfirmPage {
        host: "app.example",
        action: "/auth/callback/email",
        email: "ada@example.com",
        token: "4567cdef",
        csrf_token: "0123abcd",
        callback_url: "https://app.example/home",
    };

    #[test]
    fn asks_with_host_and_address() {
        let html = PAGE.render(&Style::new([]));
        assert!(html.contains("<title>Sign in to app.example</title>"));
        assert!(html.contains(concat!(
            "<h1>Sign in to <bdi>app.<wbr>example</bdi> as ",
            "<span><bdi>ada@<wbr>example.<wbr>com</bdi>?</span></h1>",
        )));
        assert!(html.contains(concat!(
            r#"<form method="post" action="/auth/callback/email">"#,
            r#"<input type="hidden" name="csrfToken" value="0123abcd">"#,
            r#"<input type="hidden" name="callbackUrl" value="https://app.example/home">"#,
            r#"<input type="hidden" name="token" value="4567cdef">"#,
            r#"<input type="hidden" name="email" value="ada@example.com">"#,
            r#"<button type="submit">Sign in</button></form>"#,
        )));
        // Only the button signs in: nothing on the page can be followed.
        assert!(!html.contains("href"));
    }

    #[test]
    fn escapes_every_value() {
        let page = ConfirmPage {
            host: HOSTILE,
            action: HOSTILE,
            email: HOSTILE,
            token: HOSTILE,
            csrf_token: HOSTILE,
            callback_url: HOSTILE,
        };
        // The title, the host and the address in the heading, the action and four hidden inputs.
        assert_escaped(&page.render(&Style::new([])), 8);
    }
}
