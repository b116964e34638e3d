use std::fmt;
use std::time::Duration;

use maud::{DOCTYPE, PreEscaped, html};

use super::EmailAddress;
use crate::Url;
use crate::lifetime::in_words;

/// A mail with a link that signs its reader in: what a [`Mailer`](super::Mailer) sends.
///
/// It brings a subject and two bodies, and its parts for those who write their own.
///
/// ```
/// use auth_runtime::Url;
/// use auth_runtime::provider::SignInMail;
/// use std::time::Duration;
///
/// let url = Url::parse("https://app.example/auth/callback/email?token=t")?;
/// let mail = SignInMail::new("ada@example.com".parse()?, url, "app.example", Duration::from_secs(86400));
/// assert_eq!(mail.subject(), "Sign in to app.example");
/// assert!(mail.text().contains("https://app.example/auth/callback/email?token=t\n"));
/// assert!(mail.text().contains("within 24 hours"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Whoever has the link can sign in, so `Debug` leaves it out. Do not log it either.
#[derive(Clone)]
#[non_exhaustive]
pub struct SignInMail {
    /// Who gets the mail.
    pub to: EmailAddress,
    /// The link. It works once.
    pub url: Url,
    /// The application's host, as people know it.
    pub host: String,
    /// How long the link works.
    pub valid_for: Duration,
}

impl SignInMail {
    /// A mail of these parts, as the runtime makes one for each link and as a mailer's own tests need one.
    pub fn new(to: EmailAddress, url: Url, host: impl Into<String>, valid_for: Duration) -> Self {
        Self {
            to,
            url,
            host: host.into(),
            valid_for,
        }
    }

    /// The subject, in one line.
    pub fn subject(&self) -> String {
        format!("Sign in to {}", self.host())
    }

    /// The body as plain text, with line feeds alone at the ends of lines.
    pub fn text(&self) -> String {
        format!(
            "Sign in to {host}\n\n\
             Open this link to sign in:\n\n\
             {url}\n\n\
             It works once, within {lifetime}.\n\n\
             {UNWANTED}\n",
            host = self.host(),
            url = self.url,
            lifetime = in_words(self.valid_for),
        )
    }

    /// The body as HTML. It runs no script and loads nothing.
    pub fn html(&self) -> String {
        let host = self.host();
        let title = self.subject();
        // Mail programs differ in what they take of CSS: what matters is in attributes and on the elements.
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="supported-color-schemes" content="light dark";
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body class="page" style="margin:0;padding:0;background:#f4f4f2" {
                    table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"
                        bgcolor="#f4f4f2" {
                        tr { td align="center" style="padding:32px 16px" {
                            table class="card" role="presentation" width="100%" cellpadding="0" cellspacing="0"
                                border="0" bgcolor="#ffffff" style="max-width:480px;border-radius:12px" {
                                tr { td class="ink" style={ "padding:32px;color:#1a1b1e;" (FONT) } {
                                    h1 style="margin:0 0 24px;font-size:22px;line-height:1.3" {
                                        "Sign in to " bdi { (host) }
                                    }
                                    table role="presentation" cellpadding="0" cellspacing="0" border="0" {
                                        tr { td class="button" bgcolor="#1a1b1e" style="border-radius:8px" {
                                            a class="button" href=(self.url) style=(BUTTON) { "Sign in" }
                                        } }
                                    }
                                    p style="margin:24px 0 0" {
                                        "The button works once, within " (in_words(self.valid_for)) ". "
                                        "If it does nothing, open this link:"
                                    }
                                    p style="margin:8px 0 0;font-size:14px;word-break:break-all" {
                                        a class="link" href=(self.url) style="color:#1d4fd7" { (self.url) }
                                    }
                                    p class="quiet" style="margin:24px 0 0;font-size:14px;color:#5a5d65" { (UNWANTED) }
                                } }
                            }
                        } }
                    }
                }
            }
        }
        .into_string()
    }

    /// The host in one line, whatever stands in it: a subject is a header.
    fn host(&self) -> String {
        let breaks =
            |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
        self.host.replace(breaks, "")
    }
}

/// What to do with a mail that one did not ask for.
const UNWANTED: &str = "If you did not ask for this mail, you can ignore it: nobody signs in without the link. \
    Do not pass it on to anybody.";

const FONT: &str =
    "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const BUTTON: &str = "display:inline-block;padding:12px 24px;border-radius:8px;background:#1a1b1e;color:#ffffff;\
    font-weight:bold;text-decoration:none";

/// The colours at night, for mail programs that do not choose them by themselves.
const STYLE: &str = ":root{color-scheme:light dark;supported-color-schemes:light dark}\
    @media (prefers-color-scheme:dark){\
    .page{background:#121316!important}\
    .card{background:#1b1d21!important}\
    .ink{color:#ececee!important}\
    .quiet{color:#a5a8b0!important}\
    .button{background:#ececee!important;color:#17181b!important}\
    .link{color:#8fb1ff!important}}";

impl fmt::Debug for SignInMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInMail")
            .field("to", &self.to)
            .field("host", &self.host)
            .field("valid_for", &self.valid_for)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "c2VjcmV0LXRva2Vu";

    fn mail(host: &str) -> SignInMail {
        let url = format!("https://app.example/auth/callback/email?a=1&token={TOKEN}");
        SignInMail::new(
            "ada@example.com".parse().unwrap(),
            Url::parse(&url).unwrap(),
            host,
            Duration::from_secs(86_400),
        )
    }

    #[test]
    fn has_the_link_in_both_bodies() {
        let mail = mail("app.example");
        let link = mail.url.as_str();
        assert_eq!(mail.text().matches(link).count(), 1);
        // In the button, in the link under it and in that link's text.
        assert_eq!(mail.html().matches(&link.replace('&', "&amp;")).count(), 3);
        for body in [mail.text(), mail.html()] {
            assert!(body.contains("once, within 24 hours"));
            assert!(body.contains("If you did not ask for this mail"));
        }
    }

    #[test]
    fn escapes_what_it_shows() {
        let html = mail("<script>&\"'</script>").html();
        assert!(!html.contains("<script"));
        // In the title and in the heading.
        assert_eq!(html.matches("&lt;script&gt;&amp;").count(), 2);
    }

    #[test]
    fn loads_nothing() {
        let html = mail("app.example").html();
        for word in ["<img", "<link", "<script", "@import", "url(", "src="] {
            assert!(!html.contains(word), "{word}");
        }
    }

    #[test]
    fn a_subject_is_one_line() {
        for host in [
            "app.example\r\nBcc: eve@example.com",
            "app.example\u{85}\u{2028}\u{2029}\0\u{1b}x",
        ] {
            let subject = mail(host).subject();
            assert!(subject.starts_with("Sign in to app.example"));
            assert_eq!(subject.lines().count(), 1);
            assert!(!subject.contains(char::is_control) && !subject.contains('\u{2028}'));
        }
    }

    #[test]
    fn debug_shows_no_link() {
        let shown = format!("{:?}", mail("app.example"));
        assert!(shown.contains("ada@example.com"));
        assert!(!shown.contains(TOKEN));
    }
}
