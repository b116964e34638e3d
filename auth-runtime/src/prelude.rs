//! What a module with `#[auth_config]` has in scope.

pub use url::Url;

pub use crate::{
    Account, CredentialsSignin, DefaultSession, DefaultSessionUser, DefaultToken, DefaultUser,
    Profile, ProviderType, Secret, SignInDecision, Timestamp, Trigger,
};
