//! Who signs people in: OAuth 2 and OpenID Connect providers, and links by e-mail.
//!
//! Sign-in forms are no providers of this module: an application writes them as `#[credentials]`
//! callbacks.

#[expect(dead_code, unused_imports, reason = "the endpoints call it")]
mod email;
mod linking;
#[cfg(feature = "oauth")]
mod oauth;

pub use self::email::{AddressError, Email, EmailAddress, Mailer, SignInMail};
#[cfg(feature = "smtp")]
pub use self::email::{SmtpError, SmtpMailer};
pub use self::linking::AccountLinking;
#[cfg(feature = "oauth")]
pub use self::oauth::{ClientAuth, OAuthProvider, ProviderUser, github};
