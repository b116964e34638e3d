//! What a module with `#[auth_config]` has in scope.
//!
//! It comes by a glob import, which a name that the module declares or imports by itself shadows.
//! A name that the module has from another glob, such as `use super::*`, does not: import that one by name.

pub use url::Url;

pub use crate::{
    Account, CredentialsSignin, DefaultSession, DefaultSessionUser, DefaultToken, DefaultUser,
    InvalidUpdate, Profile, ProviderType, Secret, SignInDecision, Timestamp, Trigger,
};
