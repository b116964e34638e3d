//! OAuth 2.0 (RFC 6749) and OpenID Connect Core 1.0.
//!
//! A provider is data: an [`Entry`](entry::Entry) of the catalogue, and what the application says about
//! it. [`setup`] makes one of the two, [`authorize`] and [`exchange`] are the two halves of a sign-in,
//! and [`refresh`] is what comes after.

mod authorize;
mod catalogue;
mod client;
mod discovery;
mod entry;
mod error;
mod exchange;
#[cfg(test)]
mod fake;
mod fetched;
mod generic;
mod http;
mod identity;
mod issuer;
mod jws;
mod keys;
mod provider;
mod refresh;
mod refreshes;
mod setup;
mod spent;
mod token;
mod user;
mod userinfo;

pub use self::catalogue::*;
pub(crate) use self::client::OAuthClient;
pub use self::entry::ClientAuth;
pub(crate) use self::error::OAuthError;
pub(crate) use self::exchange::Answer;
pub use self::generic::{oauth2, oidc};
pub use self::provider::OAuthProvider;
pub use self::refresh::{RefreshError, Refresher, Tokens};
pub(crate) use self::spent::SpentStates;
pub use self::user::ProviderUser;
