//! Links by e-mail that sign in whoever can read them ("magic links").
//!
//! A provider is an [`Email`], which the builder turns into [`EmailLinks`]: addresses, limits, tokens and
//! the sending of mails. What becomes of a link that somebody opens is the endpoints' business.

mod address;
mod limiter;
mod links;
mod mail;
mod mailer;
mod provider;
#[cfg(feature = "smtp")]
mod smtp;
mod token;

pub use self::address::{AddressError, EmailAddress};
pub(crate) use self::limiter::Allowance;
pub(crate) use self::links::EmailLinks;
pub use self::mail::SignInMail;
pub use self::mailer::Mailer;
pub use self::provider::Email;
#[cfg(feature = "smtp")]
pub use self::smtp::{SmtpError, SmtpMailer};
