//! Who signs people in: OAuth 2 and OpenID Connect providers, and links by e-mail.
//!
//! Sign-in forms are no providers of this module: an application writes them as `#[credentials]`
//! callbacks.

mod email;
mod linking;
#[cfg(feature = "oauth")]
mod oauth;

use std::fmt;

pub use self::email::*;
pub use self::linking::AccountLinking;
#[cfg(feature = "oauth")]
pub use self::oauth::*;

/// What [`provider`](crate::Builder::provider) of the builder takes: an [`Email`], or an
/// `OAuthProvider` with the feature `oauth`.
#[non_exhaustive]
pub enum Provider {
    /// Links that are sent to an address.
    Email(Email),
    /// OAuth 2 or OpenID Connect.
    #[cfg(feature = "oauth")]
    OAuth(Box<OAuthProvider>),
}

impl Provider {
    /// The id in URLs.
    pub fn id(&self) -> &str {
        match self {
            Self::Email(email) => email.configured_id(),
            #[cfg(feature = "oauth")]
            Self::OAuth(provider) => provider.configured_id(),
        }
    }
}

impl From<Email> for Provider {
    fn from(email: Email) -> Self {
        Self::Email(email)
    }
}

#[cfg(feature = "oauth")]
impl From<OAuthProvider> for Provider {
    fn from(provider: OAuthProvider) -> Self {
        Self::OAuth(Box::new(provider))
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Provider").field(&self.id()).finish()
    }
}
