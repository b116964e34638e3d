use serde_json::{Map, Value};

/// How the user signed in: which provider, and who they are there.
///
/// ```
/// use auth_runtime::{Account, ProviderType};
///
/// let account = Account::new(ProviderType::Credentials, "credentials", "1815");
/// assert_eq!(account.provider, "credentials");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// The kind of provider.
    pub r#type: ProviderType,
    /// The provider's id, such as `credentials`.
    pub provider: String,
    /// The user's id at the provider; for credentials the user's own id.
    pub provider_account_id: String,
}

impl Account {
    /// An account with its three identifying fields.
    pub fn new(
        r#type: ProviderType,
        provider: impl Into<String>,
        provider_account_id: impl Into<String>,
    ) -> Self {
        Self {
            r#type,
            provider: provider.into(),
            provider_account_id: provider_account_id.into(),
        }
    }
}

/// The kind of a provider, spelled on the wire as Auth.js spells it.
///
/// ```
/// assert_eq!(auth_runtime::ProviderType::Credentials.as_str(), "credentials");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProviderType {
    /// A form that the application checks in a `#[credentials]` callback.
    Credentials,
}

impl ProviderType {
    /// The word of the wire protocol.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Credentials => "credentials",
        }
    }
}

/// What a provider said about the user, as it said it.
///
/// Only providers with a profile have one: a credentials sign-in has none.
///
/// ```
/// use auth_runtime::Profile;
///
/// let profile = Profile::new(serde_json::Map::from_iter([("login".to_owned(), "ada".into())]));
/// assert_eq!(profile.text("login"), Some("ada"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    claims: Map<String, Value>,
}

impl Profile {
    /// A profile from the provider's JSON object.
    pub fn new(claims: Map<String, Value>) -> Self {
        Self { claims }
    }

    /// The value under `name`, whatever its type.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.claims.get(name)
    }

    /// The value under `name` if it is a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }
}
