//! From settings to a runtime, with every mistake in them reported at once.

mod adapter;
mod environment;
mod error;
mod keys;
mod providers;
mod settings;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

pub use self::adapter::{AcceptsAdapter, NoAdapter, WithAdapter, WithoutAdapter};
pub(crate) use self::environment::Environment;
pub use self::error::{BuildError, ConfigError};
pub(crate) use self::keys::{check_prefix, check_secrets};
use self::settings::Settings;
pub(crate) use self::settings::without_user;
use crate::core::{Core, Method, Provider};
use crate::strategy::{EncryptedJwt, Shared, Strategy};
use crate::{Auth, AuthConfig, Clock, SameSite, Secret};

/// Collects what depends on the deployment. A module's `builder()` starts one.
///
/// ```
/// # #[auth_runtime::auth_config(strategy = jwt)]
/// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
/// # fn main() -> Result<(), auth_runtime::BuildError> {
/// use std::time::Duration;
///
/// let auth = auth::builder()
///     .secret("a secret of at least 32 random characters")
///     .url("https://app.example.com")
///     .max_age(Duration::from_secs(7 * 24 * 60 * 60))
///     .build()?;
/// # let _ = auth;
/// # Ok(())
/// # }
/// ```
pub struct Builder<C, S = NoState, A = NoAdapter> {
    settings: Settings,
    state: S,
    adapter: A,
    config: PhantomData<fn() -> C>,
}

/// The builder has no state yet.
#[derive(Clone, Copy, Debug)]
pub struct NoState;

/// The builder has the state that the callbacks take.
#[derive(Clone, Copy, Debug)]
pub struct WithState<T>(T);

/// A builder that has the state which the callbacks of `C` take.
#[diagnostic::on_unimplemented(
    message = "the callbacks of this module take `state`, and the builder has none",
    label = "this builder has no `.state(..)`",
    note = "call `.state(..)` with the value that the callbacks take as `state`"
)]
pub trait ProvidesState<C: AuthConfig> {
    /// The state itself.
    #[doc(hidden)]
    fn into_state(self) -> C::State;
}

#[diagnostic::do_not_recommend]
impl<C: AuthConfig<State = ()>> ProvidesState<C> for NoState {
    fn into_state(self) {}
}

#[diagnostic::do_not_recommend]
impl<C: AuthConfig> ProvidesState<C> for WithState<C::State> {
    fn into_state(self) -> C::State {
        self.0
    }
}

/// A strategy with tokens that Auth.js can have written.
#[diagnostic::on_unimplemented(
    message = "tokens of Auth.js are encrypted, and this module has none that are",
    label = "this needs `strategy = jwt(encrypted)`",
    note = "write `strategy = jwt(encrypted)`, which is the format of Auth.js today, or leave this out"
)]
pub trait ReadsAuthJsTokens: sealed::Sealed {}

#[diagnostic::do_not_recommend]
impl ReadsAuthJsTokens for EncryptedJwt {}

mod sealed {
    /// Whether a strategy's codec is that of Auth.js is not for others to say.
    pub trait Sealed {}

    impl Sealed for crate::strategy::EncryptedJwt {}
}

impl<C: AuthConfig> Builder<C> {
    /// A builder with the defaults of Auth.js.
    pub fn new() -> Self {
        Self {
            settings: Settings::default(),
            state: NoState,
            adapter: NoAdapter,
            config: PhantomData,
        }
    }
}

impl<C: AuthConfig, A> Builder<C, NoState, A> {
    /// The application's state, for the callbacks that take `state`.
    pub fn state(self, state: C::State) -> Builder<C, WithState<C::State>, A> {
        Builder {
            settings: self.settings,
            state: WithState(state),
            adapter: self.adapter,
            config: PhantomData,
        }
    }
}

impl<C: AuthConfig> Default for Builder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: AuthConfig, S, A> Builder<C, S, A> {
    /// The secret that keys are derived from: at least 32 bytes, random, and the same on every server.
    ///
    /// Called again it adds an older secret: the first one signs, all of them verify.
    /// So a secret is changed without signing anybody out.
    pub fn secret(mut self, secret: impl Into<Secret<String>>) -> Self {
        self.settings.secrets.push(secret.into());
        self
    }

    /// The URL under which browsers reach the application, such as `https://app.example.com`.
    ///
    /// A path in it is the base path, as in `AUTH_URL` of Auth.js.
    /// Without it only requests to this machine (`localhost`, `127.0.0.1`) are served, and a
    /// [production](Self::production) build is refused.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.settings.url = Some(url.into());
        self
    }

    /// The path of the endpoints, `/auth` by default. The stock client's default is `/api/auth`.
    pub fn base_path(mut self, path: impl Into<String>) -> Self {
        self.settings.base_path = Some(path.into());
        self
    }

    /// Whether this is a production deployment, which has to name its public URL.
    ///
    /// A module's `builder()` sets it in builds without debug assertions, as `cargo build --release` makes them.
    pub fn production(mut self, is_production: bool) -> Self {
        self.settings.is_production = is_production;
        self
    }

    /// Believes the proxy in front of the application about the request: without a public
    /// [`url`](Self::url) its scheme and host are those of `X-Forwarded-Proto` and `X-Forwarded-Host`, and
    /// with or without one the client's address, for limits, is the last entry of `X-Forwarded-For`.
    ///
    /// Only behind a proxy that sets all three itself: anybody else's headers would decide where the
    /// browser is sent, and who is limited.
    pub fn trust_forwarded_headers(mut self, is_trusted: bool) -> Self {
        self.settings.trusts_forwarded_headers = is_trusted;
        self
    }

    /// How long a session lasts without being used: 30 days by default.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.settings.lifetimes.max_age = age;
        self
    }

    /// How old a token is when a read renews it: one day by default, or half of `max_age` if that is less. Zero renews it on each read, as Auth.js does.
    pub fn update_age(mut self, age: Duration) -> Self {
        self.settings.update_age = Some(age);
        self
    }

    /// How long a session lasts however often it is used. Without it there is no such limit.
    pub fn max_lifetime(mut self, lifetime: Duration) -> Self {
        self.settings.lifetimes.max_lifetime = Some(lifetime);
        self
    }

    /// What the cookies' names start with, `authjs` by default.
    ///
    /// Two configurations on one host need two prefixes. The keys depend on it as well.
    pub fn cookie_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.settings.cookie_prefix = prefix.into();
        self
    }

    /// Accepts tokens in the formats that Auth.js had before today's, for a migration: those of `next-auth` 4,
    /// and those of version 5 with `A256GCM`. A read issues them again at once, in today's format.
    ///
    /// Version 4 calls its cookie `next-auth.session-token`, so it needs [`cookie_prefix`](Self::cookie_prefix)
    /// as well. The secret is the one it had. When the last of its sessions has ended
    /// ([`max_age`](Self::max_age) after the change), this can go.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt(encrypted))]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// # fn main() -> Result<(), auth_runtime::BuildError> {
    /// let auth = auth::builder()
    ///     .secret("the NEXTAUTH_SECRET, which was random")
    ///     .url("https://app.example.com")
    ///     .cookie_prefix("next-auth")
    ///     .accept_older_tokens(true)
    ///     .build()?;
    /// # let _ = auth;
    /// # Ok(())
    /// # }
    /// ```
    pub fn accept_older_tokens(mut self, is_accepted: bool) -> Self
    where
        C::Strategy: ReadsAuthJsTokens,
    {
        self.settings.accepts_older_tokens = is_accepted;
        self
    }

    /// The domain whose hosts share the session, such as `example.com`. By default it is the host alone.
    pub fn cookie_domain(mut self, domain: impl Into<String>) -> Self {
        self.settings.cookie_domain = Some(domain.into());
        self
    }

    /// When browsers send the cookies with requests that other sites start: `Lax` by default.
    pub fn same_site(mut self, same_site: SameSite) -> Self {
        self.settings.same_site = same_site;
        self
    }

    /// The clock, for tests of what expires.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.settings.clock = clock;
        self
    }

    /// The deployment, and the sign-in forms that belong to it.
    fn core(settings: Settings, has_adapter: bool) -> Result<Core, BuildError> {
        let forms = C::CREDENTIALS.iter().map(|form| Provider {
            id: form.id.to_owned(),
            name: form.name.to_owned(),
            method: Method::Credentials((form.fields)()),
        });
        let nobody_makes_users = !C::MAKES_USERS && !settings.providers.is_empty();
        let core = settings.build(C::Strategy::FORMAT, forms.collect(), has_adapter);
        match (nobody_makes_users, core) {
            (false, core) => core,
            (true, Ok(_)) => Err(BuildError::new(vec![ConfigError::NoProfile])),
            (true, Err(error)) => Err(error.and(ConfigError::NoProfile)),
        }
    }

    /// The runtime, once there is nothing left that could be wrong.
    fn start(shared: Shared<C>) -> Auth<C> {
        C::TABLE.log();
        Auth {
            shared: Arc::new(shared),
        }
    }
}

impl<C: AuthConfig, S> Builder<C, S> {
    /// Makes the runtime.
    ///
    /// With `strategy = database` there is an [`adapter`](Builder::adapter) before this, and making the
    /// runtime asks the database: `.build().await`.
    ///
    /// # Errors
    ///
    /// With everything that is wrong with the settings, at once.
    pub fn build(self) -> Result<Auth<C>, BuildError>
    where
        S: ProvidesState<C>,
        C::Strategy: WithoutAdapter<C>,
    {
        let core = Self::core(self.settings, false)?;
        let state = self.state.into_state();
        let store = C::Strategy::store();
        Ok(Self::start(Shared {
            core,
            state,
            users: None,
            store,
        }))
    }
}

impl<C, S, A> fmt::Debug for Builder<C, S, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(f)
    }
}
