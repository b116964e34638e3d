use std::fmt;
use std::sync::Arc;

use super::Builder;
use crate::{AuthConfig, Secret};

/// Where settings come from that the application does not give itself.
#[derive(Clone, Default)]
pub(crate) struct Environment(Option<Arc<Lookup>>);

type Lookup = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Secrets that are newer than `AUTH_SECRET`, the newest first (protocol section 9).
const NUMBERED_SECRETS: [&str; 3] = ["AUTH_SECRET_3", "AUTH_SECRET_2", "AUTH_SECRET_1"];

impl<C: AuthConfig, S, A> Builder<C, S, A> {
    /// Reads from the environment what the application does not say itself.
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `AUTH_SECRET` | [`secret`](Self::secret); `AUTH_SECRET_1` to `_3` are newer ones, the highest first |
    /// | `AUTH_URL` | [`url`](Self::url) |
    /// | `AUTH_GITHUB_ID`, `AUTH_GITHUB_SECRET` | the client of the provider `github`, and so on |
    /// | `AUTH_AUTH0_ISSUER` | the issuer of the provider `auth0`, and so on |
    ///
    /// A provider's id is in capital letters, with `_` for `-`. An empty variable counts as none, and
    /// what the application says in its code comes first.
    pub fn from_env(self) -> Self {
        self.from_vars(|name| std::env::var(name).ok())
    }

    /// The same, from another source of variables: a file, or a vault.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// # fn main() -> Result<(), auth_runtime::BuildError> {
    /// let vars = |name: &str| match name {
    ///     "AUTH_SECRET" => Some("a secret of at least 32 random characters".to_owned()),
    ///     "AUTH_URL" => Some("https://app.example.com/auth".to_owned()),
    ///     _ => None,
    /// };
    /// let auth = auth::builder().from_vars(vars).build()?;
    /// assert_eq!(auth.base_path(), "/auth");
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_vars(
        mut self,
        vars: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.settings.environment = Environment::new(vars);
        self
    }
}

impl Environment {
    pub(crate) fn new(vars: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(vars)))
    }

    /// The variable's value, unless it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let lookup = self.0.as_ref()?;
        lookup(name).filter(|value| !value.trim().is_empty())
    }

    /// The secrets, the newest first.
    pub(crate) fn secrets(&self) -> Vec<Secret<String>> {
        let names = NUMBERED_SECRETS.into_iter().chain(["AUTH_SECRET"]);
        let secrets = names.filter_map(|name| self.get(name));
        secrets.map(Secret::from).collect()
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Environment({})", self.0.is_some())
    }
}
