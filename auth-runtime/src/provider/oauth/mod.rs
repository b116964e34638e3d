//! OAuth 2.0 (RFC 6749) and OpenID Connect Core 1.0.
//!
//! A provider is data: an [`Entry`](entry::Entry) of the catalogue, and what the application says about it.

mod catalogue;
mod entry;
mod provider;
mod user;

pub use self::catalogue::*;
pub use self::entry::ClientAuth;
pub use self::provider::OAuthProvider;
pub use self::user::ProviderUser;
