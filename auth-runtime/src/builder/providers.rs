use std::sync::Arc;

use super::environment::Environment;
use super::{Builder, ConfigError};
use crate::core::{Method, Provider};
use crate::form::PROTOCOL_FIELDS;
use crate::pages::Pages;
use crate::provider;
#[cfg(feature = "oauth")]
use crate::provider::AccountLinking;
use crate::{AuthConfig, Clock};

impl<C: AuthConfig, S, A> Builder<C, S, A> {
    /// A provider that signs people in, such as [`github`](crate::provider::github). Called again it
    /// adds another one; the sign-in page has them in this order.
    ///
    #[cfg_attr(feature = "oauth", doc = "```")]
    #[cfg_attr(not(feature = "oauth"), doc = "```ignore")]
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// use auth_runtime::provider;
    ///
    /// # fn main() -> Result<(), auth_runtime::BuildError> {
    /// let auth = auth::builder()
    ///     .secret("a secret of at least 32 random characters")
    ///     .provider(provider::github().client("the client's id", "the client's secret"))
    ///     .build()?;
    /// # let _ = auth;
    /// # Ok(())
    /// # }
    /// ```
    pub fn provider(mut self, provider: impl Into<provider::Provider>) -> Self {
        self.settings.providers.push(provider.into());
        self
    }

    #[cfg(feature = "oauth")]
    /// When an account at a provider that nobody has yet becomes one of a user who is there already:
    /// while the user is signed in, unless told otherwise. A provider can have a rule of its own.
    pub fn linking(mut self, linking: AccountLinking) -> Self {
        self.settings.linking = linking;
        self
    }

    /// Pages of the application that are shown instead of the built-in ones.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// # fn main() {
    /// use auth_runtime::Pages;
    ///
    /// let builder = auth::builder().pages(Pages::new().sign_in("/login").new_user("/welcome"));
    /// # let _ = builder;
    /// # }
    /// ```
    pub fn pages(mut self, pages: Pages) -> Self {
        self.settings.pages = pages;
        self
    }
}

/// The providers, ready for use: those of the deployment, then the forms of the application.
pub(super) fn ready(
    configured: Vec<provider::Provider>,
    forms: Vec<Provider>,
    environment: &Environment,
    clock: &Clock,
    errors: &mut Vec<ConfigError>,
) -> Vec<Provider> {
    let mut providers = Vec::new();
    for provider in configured {
        let id = provider.id().to_owned();
        match build(provider, environment, clock) {
            Ok(provider) => providers.push(provider),
            Err(problems) => {
                let problem = |problem| ConfigError::Provider {
                    id: id.clone(),
                    problem,
                };
                errors.extend(problems.into_iter().map(problem));
            }
        }
    }
    providers.extend(forms);
    check(&providers, errors);
    providers
}

// Links alone have nothing to read there.
#[cfg_attr(not(feature = "oauth"), expect(unused_variables))]
fn build(
    provider: provider::Provider,
    environment: &Environment,
    clock: &Clock,
) -> Result<Provider, Vec<String>> {
    match provider {
        provider::Provider::Email(email) => {
            let links = email.build()?;
            Ok(Provider {
                id: links.id().to_owned(),
                name: links.name().to_owned(),
                method: Method::Email(Arc::new(links)),
            })
        }
        #[cfg(feature = "oauth")]
        provider::Provider::OAuth(mut provider) => {
            provider.fill(&|name| environment.get(name));
            let client = provider.build(clock)?;
            Ok(Provider {
                id: client.id().to_owned(),
                name: client.name().to_owned(),
                method: Method::OAuth(client),
            })
        }
    }
}

/// Two providers of one id would be one, and a field with a name of the protocol would never arrive.
fn check(providers: &[Provider], errors: &mut Vec<ConfigError>) {
    for (index, provider) in providers.iter().enumerate() {
        if providers[..index]
            .iter()
            .any(|first| first.id == provider.id)
        {
            errors.push(ConfigError::ProviderTwice {
                id: provider.id.clone(),
            });
        }
        let Method::Credentials(fields) = &provider.method else {
            continue;
        };
        for field in fields {
            if PROTOCOL_FIELDS.contains(&field.name.as_str()) {
                errors.push(ConfigError::FormField {
                    provider: provider.id.clone(),
                    field: field.name.clone(),
                });
            }
        }
    }
}
