use std::fmt;
use std::time::Duration;

use url::Url;

use super::environment::Environment;
use super::keys::{check_prefix, check_secrets};
use super::providers::ready;
use super::{BuildError, ConfigError};
use crate::codec::{Format, SessionCodec};
use crate::cookie::{CookieAttributes, CookieNames, DEFAULT_PREFIX};
#[cfg(feature = "oauth")]
use crate::core::CheckCodecs;
use crate::core::{CookieSet, Core, Lifetimes, Method, Provider};
use crate::csrf::Csrf;
use crate::origin::OriginPolicy;
use crate::page::Style;
use crate::pages::Pages;
use crate::provider;
#[cfg(feature = "oauth")]
use crate::provider::{AccountLinking, SpentStates};
use crate::strategy::SessionIds;
use crate::{Clock, SameSite, Secret};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const DEFAULT_BASE_PATH: &str = "/auth";

/// The settings as they were given.
pub(super) struct Settings {
    pub(super) secrets: Vec<Secret<String>>,
    pub(super) url: Option<String>,
    pub(super) base_path: Option<String>,
    pub(super) is_production: bool,
    pub(super) trusts_forwarded_headers: bool,
    pub(super) lifetimes: Lifetimes,
    /// The setting; without it the age follows from `max_age`.
    pub(super) update_age: Option<Duration>,
    pub(super) cookie_prefix: String,
    pub(super) cookie_domain: Option<String>,
    pub(super) same_site: SameSite,
    pub(super) session_ids: SessionIds,
    pub(super) accepts_older_tokens: bool,
    pub(super) clock: Clock,
    pub(super) providers: Vec<provider::Provider>,
    #[cfg(feature = "oauth")]
    pub(super) linking: AccountLinking,
    pub(super) pages: Pages,
    pub(super) environment: Environment,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            secrets: Vec::new(),
            url: None,
            base_path: None,
            is_production: false,
            trusts_forwarded_headers: false,
            lifetimes: Lifetimes {
                max_age: 30 * DAY,
                update_age: DAY,
                max_lifetime: None,
            },
            update_age: None,
            cookie_prefix: DEFAULT_PREFIX.to_owned(),
            cookie_domain: None,
            same_site: SameSite::Lax,
            session_ids: SessionIds::Hashed,
            accepts_older_tokens: false,
            clock: Clock::system(),
            providers: Vec::new(),
            #[cfg(feature = "oauth")]
            linking: AccountLinking::default(),
            pages: Pages::new(),
            environment: Environment::default(),
        }
    }
}

impl Settings {
    /// Checks everything, and only then makes something of it.
    pub(super) fn build(
        mut self,
        format: Format,
        forms: Vec<Provider>,
        has_adapter: bool,
    ) -> Result<Core, BuildError> {
        self.fill();
        let mut errors = Vec::new();
        check_secrets(&self.secrets, &mut errors);
        let url = self.public_url(&mut errors);
        let base_path = self.base_path(url.as_ref(), &mut errors);
        self.check_lifetimes(&mut errors);
        self.check_cookies(url.as_ref(), &mut errors);
        let configured = std::mem::take(&mut self.providers);
        let environment = &self.environment;
        let providers = ready(configured, forms, environment, &self.clock, &mut errors);
        let has_links = providers
            .iter()
            .any(|provider| matches!(provider.method, Method::Email(_)));
        if has_links && !has_adapter {
            errors.push(ConfigError::LinksWithoutAdapter);
        }
        let problems = self.pages.problems(&base_path);
        errors.extend(
            problems
                .into_iter()
                .map(|problem| ConfigError::Page { problem }),
        );
        if !errors.is_empty() {
            return Err(BuildError::new(errors));
        }
        if self.is_production && url.as_ref().is_some_and(is_in_clear) {
            tracing::warn!("the public URL is `http`: everybody on the way reads the cookies");
        }
        let origin = match url {
            Some(url) => OriginPolicy::Fixed(url),
            None if self.trusts_forwarded_headers => OriginPolicy::Forwarded,
            None => OriginPolicy::Loopback,
        };
        Ok(Core {
            base_path,
            origin,
            trusts_proxy: self.trusts_forwarded_headers,
            lifetimes: self.lifetimes(),
            csrf: Csrf::new(&self.secrets),
            style: Style::new(colors(&providers)),
            providers,
            #[cfg(feature = "oauth")]
            linking: self.linking,
            pages: std::mem::take(&mut self.pages),
            #[cfg(feature = "oauth")]
            spent: SpentStates::default(),
            plain_cookies: self.cookie_set(format, false),
            secure_cookies: self.cookie_set(format, true),
            clock: self.clock,
        })
    }

    /// Takes from the environment what the application has not said.
    fn fill(&mut self) {
        if self.secrets.is_empty() {
            self.secrets = self.environment.secrets();
        }
        if self.url.is_none() {
            self.url = self.environment.get("AUTH_URL");
        }
    }

    fn public_url(&self, errors: &mut Vec<ConfigError>) -> Option<Url> {
        let Some(text) = &self.url else {
            if self.is_production {
                errors.push(ConfigError::NoUrl);
            }
            return None;
        };
        let is_usable = |url: &Url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && url.fragment().is_none()
        };
        let url = Url::parse(text).ok().filter(is_usable);
        if url.is_none() {
            errors.push(ConfigError::Url {
                url: without_user(text),
            });
        }
        url
    }

    fn base_path(&self, url: Option<&Url>, errors: &mut Vec<ConfigError>) -> String {
        let in_url = url
            .map(|url| url.path().trim_end_matches('/'))
            .filter(|path| !path.is_empty());
        let path = match (&self.base_path, in_url) {
            (Some(path), Some(in_url)) if path != in_url => {
                errors.push(ConfigError::TwoBasePaths {
                    url_path: in_url.to_owned(),
                    path: path.clone(),
                });
                path
            }
            (Some(path), _) => path,
            (None, Some(in_url)) => in_url,
            (None, None) => DEFAULT_BASE_PATH,
        };
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        let is_path = path.starts_with('/')
            && !path.ends_with('/')
            && path.bytes().all(is_plain)
            && path
                .split('/')
                .skip(1)
                .all(|part| !matches!(part, "" | "." | ".."));
        if !is_path {
            errors.push(ConfigError::BasePath {
                path: path.to_owned(),
            });
        }
        path.to_owned()
    }

    /// The lifetimes, with a day between renewals unless sessions are short or the application knows better.
    fn lifetimes(&self) -> Lifetimes {
        let Lifetimes {
            max_age,
            max_lifetime,
            ..
        } = self.lifetimes;
        let update_age = self.update_age.unwrap_or_else(|| DAY.min(max_age / 2));
        Lifetimes {
            max_age,
            update_age,
            max_lifetime,
        }
    }

    fn check_lifetimes(&self, errors: &mut Vec<ConfigError>) {
        let Lifetimes {
            max_age,
            update_age,
            max_lifetime,
        } = self.lifetimes();
        let second = Duration::from_secs(1);
        if max_age < second {
            errors.push(ConfigError::NoTime { setting: "max_age" });
        } else if update_age >= max_age {
            errors.push(ConfigError::UpdateAge);
        }
        if max_lifetime.is_some_and(|lifetime| lifetime < second) {
            errors.push(ConfigError::NoTime {
                setting: "max_lifetime",
            });
        }
    }

    fn check_cookies(&self, url: Option<&Url>, errors: &mut Vec<ConfigError>) {
        check_prefix(&self.cookie_prefix, errors);
        if self.attributes(true).check().is_err() {
            let domain = self.cookie_domain.clone().unwrap_or_default();
            errors.push(ConfigError::CookieDomain { domain });
        }
        let is_secure = url.is_some_and(|url| url.scheme() == "https");
        if self.same_site == SameSite::None && !is_secure && !self.trusts_forwarded_headers {
            errors.push(ConfigError::SameSiteNone);
        }
    }

    fn attributes(&self, secure: bool) -> CookieAttributes {
        CookieAttributes {
            secure,
            same_site: self.same_site,
            domain: self.cookie_domain.clone(),
        }
    }

    fn cookie_set(&self, format: Format, secure: bool) -> CookieSet {
        let names = CookieNames::new(&self.cookie_prefix, secure);
        CookieSet {
            codec: if self.accepts_older_tokens {
                SessionCodec::with_older(&self.secrets, &names.session)
            } else {
                SessionCodec::new(format, &self.secrets, &names.session)
            },
            attributes: self.attributes(secure),
            #[cfg(feature = "oauth")]
            checks: CheckCodecs::new(&self.secrets, &names),
            names,
        }
    }
}

/// The colours of the providers' buttons.
fn colors(providers: &[Provider]) -> impl Iterator<Item = (&str, &str)> {
    providers
        .iter()
        .filter_map(|provider| provider.method.colors())
}

/// Whether requests to this URL leave the machine unencrypted.
fn is_in_clear(url: &Url) -> bool {
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "http" && !is_here
}

/// A URL for a message: whatever stands before an `@` may be a password.
pub(crate) fn without_user(url: &str) -> String {
    match url.rsplit_once('@') {
        Some((_, rest)) => format!("..@{rest}"),
        None => url.to_owned(),
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("secrets", &self.secrets.len())
            .field("url", &self.url.as_deref().map(without_user))
            .field("base_path", &self.base_path)
            .field("lifetimes", &self.lifetimes)
            .finish_non_exhaustive()
    }
}
