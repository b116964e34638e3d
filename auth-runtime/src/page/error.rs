//! The page for what cannot be put right on the sign-in page.

use std::borrow::Cow;

use maud::html;

use super::label::label;
use super::layout::layout;
use super::link::link;
use super::page_error::PageError;
use super::style::Style;

/// What the error page shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ErrorPage<'a> {
    /// The host that the person wanted to sign in to.
    pub(crate) host: &'a str,
    /// What went wrong.
    pub(crate) error: PageError<'a>,
    /// The address of the sign-in page.
    pub(crate) sign_in_url: &'a str,
}

impl ErrorPage<'_> {
    /// The whole document.
    pub(crate) fn render(&self, style: &Style) -> String {
        let Words {
            heading,
            happened,
            advice,
        } = words(self.error);
        let main = html! {
            h1 { (heading) }
            p { (happened) }
            p { (advice) }
            (link(self.sign_in_url, "action", "Go to the sign-in page"))
        };
        layout(&format!("{heading} – {}", self.host), &main, style)
    }
}

/// What an error page says.
struct Words {
    /// The page in a few words.
    heading: &'static str,
    /// What happened.
    happened: Cow<'static, str>,
    /// What to do.
    advice: &'static str,
}

/// The words for each error.
fn words(error: PageError<'_>) -> Words {
    let (heading, happened, advice) = match error {
        PageError::Configuration => (
            "Sign-in is not working",
            "This is a problem with the site, not with anything you did. \
             The details are in the server’s log.",
            "Try again in a little while. If it keeps happening, tell the people who run this site.",
        ),
        PageError::Unavailable => (
            "Not just now",
            "The site could not reach its database, so nothing was done. \
             If you were signed in, you still are.",
            "Go back and try again in a moment.",
        ),
        PageError::AccessDenied => (
            "You do not have access",
            "That account is not allowed to sign in here.",
            "Sign in with another account, or ask the people who run this site for access.",
        ),
        PageError::Verification => (
            "This link no longer works",
            "A sign-in link works once and for a short time. \
             This one was used already, or it has expired.",
            "Ask for a new link on the sign-in page.",
        ),
        PageError::Passkey => (
            "Your passkey could not be checked",
            "The browser’s answer did not fit the question.",
            "Try again, or choose another way to sign in.",
        ),
        PageError::TooManyRequests => (
            "Too many sign-in links",
            "More sign-in links were asked for than are sent in a short time.",
            "Use the newest link that you have, or wait a while and ask again.",
        ),
        PageError::MissingCsrf => (
            "This page was out of date",
            "The form was not accepted, because nothing showed \
             that it came from this site.",
            "Allow cookies for this site, and try again.",
        ),
        PageError::InvalidForm { field } => return invalid_form(field),
        PageError::TooLarge => (
            "The form was too long",
            "More was sent than a sign-in form may hold.",
            "Try again with shorter values.",
        ),
        PageError::Other => (
            "Something went wrong",
            "The sign-in could not be completed.",
            "Try again. If it keeps happening, tell the people who run this site.",
        ),
    };
    Words {
        heading,
        happened: happened.into(),
        advice,
    }
}

/// The words that name a field the way its form did.
fn invalid_form(field: Option<&str>) -> Words {
    Words {
        heading: "The form could not be read",
        happened: match field {
            Some(name) => {
                format!("The value of “{}” is missing or is not valid.", label(name)).into()
            }
            None => "A value is missing or is not valid.".into(),
        },
        advice: "Fill in the form again.",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    const PAGE: ErrorPage<'_> = ErrorPage {
        host: "app.example",
        error: PageError::Other,
        sign_in_url: "/auth/signin",
    };

    #[test]
    fn each_error_has_its_own_words() {
        for (error, heading) in [
            (PageError::Configuration, "Sign-in is not working"),
            (PageError::AccessDenied, "You do not have access"),
            (PageError::Verification, "This link no longer works"),
            (PageError::Passkey, "Your passkey could not be checked"),
            (PageError::TooManyRequests, "Too many sign-in links"),
            (PageError::Unavailable, "Not just now"),
            (PageError::MissingCsrf, "This page was out of date"),
            (
                PageError::InvalidForm { field: None },
                "The form could not be read",
            ),
            (PageError::TooLarge, "The form was too long"),
            (PageError::Other, "Something went wrong"),
        ] {
            let html = ErrorPage { error, ..PAGE }.render(&Style::new([]));
            assert!(
                html.contains(&format!("<title>{heading} – app.example</title>")),
                "{html}"
            );
            assert!(html.contains(&format!("<h1>{heading}</h1><p>")), "{html}");
            assert!(
                html.contains(r#"href="/auth/signin">Go to the sign-in page</a>"#),
                "{html}"
            );
        }
    }

    #[test]
    fn names_the_field_as_the_form_does() {
        let error = PageError::InvalidForm {
            field: Some("userName"),
        };
        let html = ErrorPage { error, ..PAGE }.render(&Style::new([]));
        assert!(html.contains("<p>The value of “User name” is missing or is not valid.</p>"));
    }

    #[test]
    fn escapes_every_value() {
        let page = ErrorPage {
            host: HOSTILE,
            error: PageError::InvalidForm {
                field: Some("<>&\""),
            },
            sign_in_url: &format!("/{HOSTILE}"),
        };
        let html = page.render(&Style::new([]));
        // The title and the link; a name without a letter stands in the text as it is.
        assert_escaped(&html, 2);
        assert!(html.contains("“&lt;&gt;&amp;&quot;”"), "{html}");
    }
}
