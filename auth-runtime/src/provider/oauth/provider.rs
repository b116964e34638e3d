use std::fmt;
use std::sync::Arc;

use super::entry::{ClientAuth, Entry};
use super::refresh::Refresher;
use super::user::ProviderUser;
use crate::provider::AccountLinking;
use crate::{Profile, Secret};

/// A provider of OAuth 2 or OpenID Connect, with what the application says about it.
///
/// It begins with an entry of the catalogue, such as [`github`](super::github). What the entry has
/// may be overridden, so one entry can be used twice under two ids.
///
/// ```
/// use auth_runtime::provider::github;
///
/// let ours = github().client("id of the client", "its secret");
/// let theirs = github()
///     .id("github-enterprise")
///     .name("GitHub Enterprise")
///     .client("another id", "another secret")
///     .authorization("https://github.example.com/login/oauth/authorize")
///     .token("https://github.example.com/login/oauth/access_token")
///     .userinfo("https://github.example.com/api/v3/user");
/// ```
#[derive(Clone)]
#[must_use = "a provider does nothing before `.provider(..)` of the builder has it"]
pub struct OAuthProvider {
    pub(super) entry: Entry,
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) client_id: Option<String>,
    pub(super) client_secret: Option<Secret<String>>,
    /// Whether the environment has an id without a secret.
    pub(super) lacks_secret: bool,
    pub(super) issuer: Option<String>,
    pub(super) authorization: Option<String>,
    pub(super) token: Option<String>,
    pub(super) userinfo: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) client_auth: Option<ClientAuth>,
    pub(super) colors: Option<(String, String)>,
    pub(super) linking: Option<AccountLinking>,
    pub(super) profile: Option<ProfileMapping>,
    refresher: Refresher,
}

/// Makes a user of a profile.
pub(super) type ProfileMapping = Arc<dyn Fn(&Profile) -> Option<ProviderUser> + Send + Sync>;

impl OAuthProvider {
    pub(super) fn new(entry: Entry) -> Self {
        Self {
            entry,
            id: None,
            name: None,
            client_id: None,
            client_secret: None,
            lacks_secret: false,
            issuer: None,
            authorization: None,
            token: None,
            userinfo: None,
            scope: None,
            parameters: Vec::new(),
            client_auth: None,
            colors: None,
            linking: None,
            profile: None,
            refresher: Refresher::default(),
        }
    }

    /// Renews this provider's access tokens, once a builder has built the provider: ask for it before
    /// the builder takes the provider, and after [`id`](Self::id), which makes another provider of it.
    pub fn refresher(&self) -> Refresher {
        self.refresher.clone()
    }

    /// The id under which it is known here.
    pub(crate) fn configured_id(&self) -> &str {
        self.id.as_deref().unwrap_or(self.entry.id)
    }

    /// The client's id and secret, as the provider gave them to the application (RFC 6749 section 2).
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<Secret<String>>) -> Self {
        self.client_id = Some(id.into());
        self.client_secret = Some(secret.into());
        self
    }

    /// The client's id alone, for a public client, which has no secret (RFC 6749 section 2.1).
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_id = Some(id.into());
        self.client_secret = None;
        self
    }

    /// Who signs the identity tokens: for OpenID Connect the URL under which the metadata is found.
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// Another id, in URLs and in the accounts table: letters, digits, `-` and `_`.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self.refresher = Refresher::default();
        self
    }

    /// Another name on its button.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// What to ask for instead, separated by blanks (RFC 6749 section 3.3).
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Another authorization endpoint (RFC 6749 section 3.1).
    pub fn authorization(mut self, url: impl Into<String>) -> Self {
        self.authorization = Some(url.into());
        self
    }

    /// Another token endpoint (RFC 6749 section 3.2).
    pub fn token(mut self, url: impl Into<String>) -> Self {
        self.token = Some(url.into());
        self
    }

    /// Another address of the profile.
    pub fn userinfo(mut self, url: impl Into<String>) -> Self {
        self.userinfo = Some(url.into());
        self
    }

    /// A further parameter of every authorization request, such as `access_type` with `offline`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Another way for the client to prove itself to the token endpoint.
    pub fn client_auth(mut self, client_auth: ClientAuth) -> Self {
        self.client_auth = Some(client_auth);
        self
    }

    /// Other colours for its button, background and text, as hexadecimal digits after a `#`.
    pub fn colors(mut self, background: impl Into<String>, text: impl Into<String>) -> Self {
        self.colors = Some((background.into(), text.into()));
        self
    }

    /// Other rules for linking the accounts of this provider than the builder's.
    pub fn linking(mut self, linking: AccountLinking) -> Self {
        self.linking = Some(linking);
        self
    }

    /// Another way to make a user of the profile; `None` refuses the sign-in.
    ///
    /// For fields that only the application's user has there is the `#[profile]` callback.
    pub fn profile(
        mut self,
        mapping: impl Fn(&Profile) -> Option<ProviderUser> + Send + Sync + 'static,
    ) -> Self {
        self.profile = Some(Arc::new(mapping));
        self
    }
}

impl fmt::Debug for OAuthProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthProvider")
            .field("id", &self.id.as_deref().unwrap_or(self.entry.id))
            .finish_non_exhaustive()
    }
}
