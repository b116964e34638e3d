//! Who signs people in: OAuth 2 and OpenID Connect providers, and links by e-mail.
//!
//! Sign-in forms are no providers of this module: an application writes them as `#[credentials]`
//! callbacks.

mod linking;
#[cfg(feature = "oauth")]
#[cfg_attr(not(test), expect(dead_code, reason = "the endpoints call it"))]
mod oauth;

pub use self::linking::AccountLinking;
#[cfg(feature = "oauth")]
pub use self::oauth::{ClientAuth, OAuthProvider, ProviderUser, github};
