//! One of the ways to sign in.

use maud::{Markup, html};

use super::credentials_form::CredentialsForm;
use super::email_form::EmailForm;
use super::provider_button::ProviderButton;
use super::sign_in::SignInPage;

/// A way to sign in, as the sign-in page shows it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SignInMethod<'a> {
    /// A button to another service.
    #[cfg_attr(not(feature = "oauth"), allow(dead_code))] // Nothing else has buttons.
    Provider(ProviderButton<'a>),
    /// A form for an address.
    Email(EmailForm<'a>),
    /// A form of the application's own fields.
    Credentials(CredentialsForm<'a>),
}

impl SignInMethod<'_> {
    /// Whether the two stand under one heading: buttons do, forms never.
    pub(super) fn is_grouped(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Provider(_), Self::Provider(_)))
    }

    /// `number` tells the forms of a page apart, because two of them may ask for the same names.
    pub(super) fn markup(&self, page: &SignInPage<'_>, number: usize) -> Markup {
        match self {
            Self::Provider(button) => button.markup(page),
            Self::Email(form) => form.markup(page, number),
            Self::Credentials(form) => form.markup(page, number),
        }
    }

    /// What the method is called beside others. Where the form says it already, only to those who
    /// go from heading to heading without seeing the page.
    pub(super) fn heading(&self, page: &SignInPage<'_>, id: &str) -> Markup {
        let (is_shown, text) = match self {
            Self::Provider(_) => (false, html! { "With an account elsewhere" }),
            Self::Email(form) if page.has_email_forms() => (true, html! { bdi { (form.name) } }),
            Self::Email(_) => (false, html! { "With a link by email" }),
            Self::Credentials(form) if form.is_named(page) => (true, html! { bdi { (form.name) } }),
            Self::Credentials(_) => (false, html! { "With your details" }),
        };
        html! {
            h2 id=(id) class=[(!is_shown).then_some("unseen")] { (text) }
        }
    }
}
