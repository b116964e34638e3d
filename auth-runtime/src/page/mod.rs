//! The built-in HTML pages.
//!
//! Each page is a plain view: a struct that borrows what it shows, and its `render`, which makes
//! the whole document. A page knows nothing of cookies, requests or the configuration, and the
//! endpoints know nothing of HTML.
//!
//! Two rules hold for all of them. Every value goes through [`maud`], which escapes it. And a page
//! needs nothing but itself: no script, no image, no font, and one inline style sheet whose hash
//! is in the policy of its [`Style`].

mod brand;
mod breakable;
mod confirm;
mod credentials_form;
mod email_form;
mod error;
mod field;
mod hidden;
mod label;
mod layout;
mod link;
mod page_error;
mod provider_button;
mod sign_in;
mod sign_in_error;
mod sign_in_method;
mod sign_out;
mod style;
mod verify_request;

pub(crate) use self::confirm::ConfirmPage;
pub(crate) use self::credentials_form::CredentialsForm;
pub(crate) use self::email_form::EmailForm;
pub(crate) use self::error::ErrorPage;
pub(crate) use self::field::{Field, FieldKind};
pub(crate) use self::page_error::PageError;
#[cfg_attr(not(feature = "oauth"), allow(unused_imports))] // Nothing else has buttons.
pub(crate) use self::provider_button::ProviderButton;
pub(crate) use self::sign_in::SignInPage;
pub(crate) use self::sign_in_method::SignInMethod;
pub(crate) use self::sign_out::SignOutPage;
pub(crate) use self::style::Style;
pub(crate) use self::verify_request::VerifyRequestPage;

/// A value that would break out of a text or an attribute, for the tests of every page.
#[cfg(test)]
const HOSTILE: &str = r#"</title><script>alert('x')</script>"><b a=' &amp;"#;

/// Fails if [`HOSTILE`] got into the document as markup, or did not get into it at all.
#[cfg(test)]
#[track_caller]
fn assert_escaped(html: &str, times: usize) {
    let escaped = maud::html! { (HOSTILE) }.into_string();
    assert_eq!(html.matches(&escaped).count(), times, "{html}");
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains("<b "), "{html}");
}
