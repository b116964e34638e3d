use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::{Source, TokenReader};
use crate::builder::{Environment, ReadsAuthJsTokens, check_prefix, check_secrets, without_user};
use crate::callbacks::JwtCallbacks;
use crate::codec::SessionCodec;
use crate::cookie::{CookieNames, DEFAULT_PREFIX};
use crate::core::Lifetimes;
use crate::strategy::Strategy;
use crate::{AuthConfig, BuildError, Clock, ConfigError, Secret};

/// What a [`TokenReader`] has to know: the secrets, and what the cookie is called.
///
/// The cookie's name is part of the key, so whoever issues the tokens has to agree about it.
///
/// ```
/// use auth_runtime::{ConfigError, TokenReader};
///
/// # #[auth_runtime::auth_config(strategy = jwt(encrypted))]
/// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
/// # fn main() {
/// let reader = TokenReader::<auth::Config>::builder()
///     .secret("the new secret, which tokens are made with")
///     .secret("the old secret, until its last token ends")
///     .cookie_prefix("staff")
///     .build();
/// assert!(reader.is_ok());
///
/// let error = TokenReader::<auth::Config>::builder().build().unwrap_err();
/// assert_eq!(error.errors(), [ConfigError::NoSecret]);
/// # }
/// ```
pub struct TokenReaderBuilder<C> {
    secrets: Vec<Secret<String>>,
    cookie_prefix: String,
    is_secure: Option<bool>,
    accepts_older_tokens: bool,
    max_age: Option<Duration>,
    max_lifetime: Option<Duration>,
    clock: Clock,
    environment: Environment,
    config: PhantomData<fn() -> C>,
}

impl<C: AuthConfig> TokenReaderBuilder<C> {
    pub(super) fn new() -> Self {
        Self {
            secrets: Vec::new(),
            cookie_prefix: DEFAULT_PREFIX.to_owned(),
            is_secure: None,
            accepts_older_tokens: false,
            max_age: None,
            max_lifetime: None,
            clock: Clock::system(),
            environment: Environment::default(),
            config: PhantomData,
        }
    }

    /// The secret of whoever issues the tokens, of at least 32 bytes.
    ///
    /// Called again it adds another one, for the time in which a secret is changed.
    pub fn secret(mut self, secret: impl Into<Secret<String>>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Reads from the environment what is not said here: `AUTH_SECRET` and the newer `AUTH_SECRET_1` to `_3`, and
    /// from `AUTH_URL` whether the cookie is [secure](Self::secure).
    pub fn from_env(self) -> Self {
        self.from_vars(|name| std::env::var(name).ok())
    }

    /// The same, from another source of variables: a file, or a vault.
    pub fn from_vars(
        mut self,
        vars: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.environment = Environment::new(vars);
        self
    }

    /// What the cookies' names start with at the issuer, `authjs` by default.
    pub fn cookie_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.cookie_prefix = prefix.into();
        self
    }

    /// Whether browsers reach the issuer over `https`: then the cookie's name begins with `__Secure-`.
    ///
    /// It does by default, unless [`from_env`](Self::from_env) finds an `AUTH_URL` with `http`. A tunnel or proxy that ends TLS before this service changes nothing about it: what
    /// counts is what the browser sees.
    pub fn secure(mut self, is_secure: bool) -> Self {
        self.is_secure = Some(is_secure);
        self
    }

    /// Reads tokens in the formats that Auth.js had before today's as well: those of `next-auth` 4, whose
    /// [`cookie_prefix`](Self::cookie_prefix) is `next-auth`, and those of version 5 with `A256GCM`.
    pub fn accept_older_tokens(mut self, is_accepted: bool) -> Self
    where
        C::Strategy: ReadsAuthJsTokens,
    {
        self.accepts_older_tokens = is_accepted;
        self
    }

    /// Refuses tokens that were issued longer ago. By default a token's own `exp` decides.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    /// Refuses tokens whose user signed in longer ago. Auth.js does not say when that was; its tokens count from
    /// when they were issued.
    pub fn max_lifetime(mut self, lifetime: Duration) -> Self {
        self.max_lifetime = Some(lifetime);
        self
    }

    /// The clock, for tests of what expires.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Derives the keys, once and for all tokens.
    ///
    /// # Errors
    ///
    /// With everything that is wrong with the settings, at once.
    pub fn build(mut self) -> Result<TokenReader<C>, BuildError>
    where
        C: JwtCallbacks,
    {
        if self.secrets.is_empty() {
            self.secrets = self.environment.secrets();
        }
        let mut errors = Vec::new();
        check_secrets(&self.secrets, &mut errors);
        let is_secure = self.is_secure.unwrap_or_else(|| self.is_https(&mut errors));
        let limits = [
            ("max_age", self.max_age),
            ("max_lifetime", self.max_lifetime),
        ];
        for (setting, limit) in limits {
            if limit.is_some_and(|limit| limit.as_secs() == 0) {
                errors.push(ConfigError::NoTime { setting });
            }
        }
        check_prefix(&self.cookie_prefix, &mut errors);
        if !errors.is_empty() {
            return Err(BuildError::new(errors));
        }
        let cookie_name = CookieNames::new(&self.cookie_prefix, is_secure).session;
        let codec = if self.accepts_older_tokens {
            SessionCodec::with_older(&self.secrets, &cookie_name)
        } else {
            SessionCodec::new(C::Strategy::FORMAT, &self.secrets, &cookie_name)
        };
        let source = Source {
            cookie_name,
            codec,
            lifetimes: Lifetimes {
                max_age: self.max_age.unwrap_or(Duration::MAX),
                // Nothing is issued again here.
                update_age: Duration::MAX,
                max_lifetime: self.max_lifetime,
            },
            clock: self.clock,
        };
        Ok(TokenReader {
            source: Arc::new(source),
            config: PhantomData,
        })
    }

    fn is_https(&self, errors: &mut Vec<ConfigError>) -> bool {
        let Some(url) = self.environment.get("AUTH_URL") else {
            return true;
        };
        match Url::parse(&url).as_ref().map(Url::scheme) {
            Ok("https") => true,
            Ok("http") => false,
            _ => {
                let url = without_user(&url);
                errors.push(ConfigError::Url { url });
                true
            }
        }
    }
}

impl<C> fmt::Debug for TokenReaderBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenReaderBuilder")
            .field("secrets", &self.secrets.len())
            .field("cookie_prefix", &self.cookie_prefix)
            .field("secure", &self.is_secure)
            .finish_non_exhaustive()
    }
}
