use serde_json::{Map, Value};

use crate::{Secret, Timestamp};

/// How the user signed in: which provider, and who they are there.
///
/// ```
/// use auth_runtime::{Account, ProviderType};
///
/// let account = Account::new(ProviderType::Credentials, "credentials", "1815");
/// assert_eq!(account.provider, "credentials");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Account {
    /// The kind of provider.
    pub r#type: ProviderType,
    /// The provider's id, such as `credentials`.
    pub provider: String,
    /// The user's id at the provider; for credentials the user's own id.
    pub provider_account_id: String,
    /// Renews the access token (RFC 6749 section 1.5).
    pub refresh_token: Option<Secret<String>>,
    /// Opens the provider's API (RFC 6749 section 1.4).
    pub access_token: Option<Secret<String>>,
    /// When the access token ends.
    pub expires_at: Option<Timestamp>,
    /// How the access token is presented, such as `bearer` (RFC 6749 section 7.1).
    pub token_type: Option<String>,
    /// What the access token is good for, separated by blanks (RFC 6749 section 3.3).
    pub scope: Option<String>,
    /// What the provider asserts about the user (OpenID Connect Core section 2).
    pub id_token: Option<Secret<String>>,
    /// The session at the provider (OpenID Connect Session Management section 2).
    pub session_state: Option<String>,
}

impl Account {
    /// An account with its three identifying fields, and without tokens.
    pub fn new(
        r#type: ProviderType,
        provider: impl Into<String>,
        provider_account_id: impl Into<String>,
    ) -> Self {
        Self {
            r#type,
            provider: provider.into(),
            provider_account_id: provider_account_id.into(),
            refresh_token: None,
            access_token: None,
            expires_at: None,
            token_type: None,
            scope: None,
            id_token: None,
            session_state: None,
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
    /// A link that is sent to an address.
    Email,
    /// A provider that speaks OAuth 2.
    OAuth,
    /// A provider that speaks OpenID Connect.
    Oidc,
}

impl From<ProviderType> for String {
    /// The word, so that `#[from(account.type)]` fills a text.
    fn from(kind: ProviderType) -> Self {
        kind.as_str().to_owned()
    }
}

impl ProviderType {
    /// Whether the account is one at a provider, and not the application's own word or an address.
    pub(crate) fn is_at_provider(self) -> bool {
        matches!(self, Self::OAuth | Self::Oidc)
    }

    /// The word of the wire protocol.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Credentials => "credentials",
            Self::Email => "email",
            Self::OAuth => "oauth",
            Self::Oidc => "oidc",
        }
    }

    /// The kind that this word stands for.
    ///
    /// ```
    /// use auth_runtime::ProviderType;
    ///
    /// assert_eq!(ProviderType::from_word("oidc"), Some(ProviderType::Oidc));
    /// assert_eq!(ProviderType::from_word("OIDC"), None);
    /// ```
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Credentials, Self::Email, Self::OAuth, Self::Oidc]
            .into_iter()
            .find(|kind| kind.as_str() == word)
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

    /// The value at a JSON pointer (RFC 6901), for profiles whose values lie deeper.
    ///
    /// The empty pointer, which stands for the whole profile, gives `None`.
    ///
    /// ```
    /// use auth_runtime::Profile;
    ///
    /// let profile = serde_json::json!({ "data": { "tags/all": ["a", "b"] } });
    /// let profile = Profile::new(profile.as_object().unwrap().clone());
    /// assert_eq!(profile.pointer("/data/tags~1all/1").unwrap(), "b");
    /// assert_eq!(profile.pointer("/data/name"), None);
    /// assert_eq!(profile.pointer("data"), None);
    /// ```
    pub fn pointer(&self, path: &str) -> Option<&Value> {
        let path = path.strip_prefix('/')?;
        let (name, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
        // In this order, or `~01` would become a slash (RFC 6901 section 4).
        let name = name.replace("~1", "/").replace("~0", "~");
        self.get(&name)?.pointer(rest)
    }
}
