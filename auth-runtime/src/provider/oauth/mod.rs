//! OAuth 2.0 (RFC 6749) and OpenID Connect Core 1.0.
//!
//! A provider is data: an [`Entry`](entry::Entry) of the catalogue, and what the application says about
//! it. [`setup`] makes one of the two, and [`client`] signs people in with it.

mod catalogue;
mod client;
mod discovery;
mod entry;
mod error;
mod fetched;
mod http;
mod identity;
mod issuer;
mod provider;
mod setup;
mod token;
mod user;
mod userinfo;

pub use self::catalogue::*;
#[expect(unused_imports, reason = "the endpoints name them")]
pub(crate) use self::client::{Answer, Authorization, Identity, OAuthClient};
pub use self::entry::ClientAuth;
pub(crate) use self::error::OAuthError;
pub use self::provider::OAuthProvider;
pub use self::user::ProviderUser;
