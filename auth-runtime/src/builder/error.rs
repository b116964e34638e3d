use std::fmt;

/// Everything that is wrong with the settings of a builder.
///
/// ```
/// # #[auth_runtime::auth_config(strategy = jwt)]
/// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
/// # fn main() {
/// let error = auth::builder().secret("short").base_path("auth").build().unwrap_err();
/// assert_eq!(error.errors().len(), 2);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    errors: Vec<ConfigError>,
}

impl BuildError {
    pub(crate) fn new(errors: Vec<ConfigError>) -> Self {
        Self { errors }
    }

    pub(super) fn and(mut self, error: ConfigError) -> Self {
        self.errors.push(error);
        self
    }

    /// The mistakes, in the order of the builder's methods.
    pub fn errors(&self) -> &[ConfigError] {
        &self.errors
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.errors.as_slice() {
            [error] => write!(f, "the configuration is not usable: {error}"),
            errors => {
                f.write_str("the configuration is not usable:")?;
                errors.iter().try_for_each(|error| write!(f, "\n- {error}"))
            }
        }
    }
}

impl std::error::Error for BuildError {}

/// One mistake in the settings of a builder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no secret.
    #[error(
        "there is no secret; set one of 32 random bytes or more with `.secret(..)`, or as `AUTH_SECRET` with `.from_env()`"
    )]
    NoSecret,
    /// A secret is too short to be one. `number` counts from 1.
    #[error(
        "secret {number} has {bytes} bytes and needs at least 32; \
         `openssl rand -base64 33` makes a good one"
    )]
    ShortSecret {
        /// Which secret, counted from 1.
        number: usize,
        /// Its length in bytes.
        bytes: usize,
    },
    /// The public URL is no URL that browsers can use.
    #[error(
        "the public URL `{url}` is not an `http` or `https` URL without user name, query and fragment"
    )]
    Url {
        /// The URL as it was given.
        url: String,
    },
    /// A production build does not say where it is reached.
    #[error(
        "a production build needs its public URL; set it with `.url(\"https://..\")`, \
         or say `.production(false)` for a release build that only this machine uses"
    )]
    NoUrl,
    /// The base path is not the path of a URL.
    #[error(
        "the base path `{path}` must start with `/`, must not end with `/`, and has letters, digits, `-`, `_`, `.` and `/` only"
    )]
    BasePath {
        /// The path as it was given.
        path: String,
    },
    /// The public URL has a path, and the base path is another.
    #[error(
        "the public URL has the path `{url_path}` and `.base_path(..)` is `{path}`; set one of them"
    )]
    TwoBasePaths {
        /// The path in the URL.
        url_path: String,
        /// The base path.
        path: String,
    },
    /// A lifetime is shorter than a second.
    #[error("`{setting}` must be at least one second")]
    NoTime {
        /// The builder's method.
        setting: &'static str,
    },
    /// Sessions would end before they are renewed for the first time.
    #[error("`update_age` must be shorter than `max_age`, or sessions end before they are renewed")]
    UpdateAge,
    /// The prefix cannot be part of a cookie's name.
    #[error("the cookie prefix `{prefix}` must have letters, digits, `-`, `_` and `.` only")]
    CookiePrefix {
        /// The prefix as it was given.
        prefix: String,
    },
    /// The domain is no host name.
    #[error("the cookie domain `{domain}` must be a host name such as `example.com`")]
    CookieDomain {
        /// The domain as it was given.
        domain: String,
    },
    /// A provider is not usable as it was given.
    #[error("provider `{id}`: {problem}")]
    Provider {
        /// The provider's id.
        id: String,
        /// What is wrong with which provider, and what to do.
        problem: String,
    },
    /// People sign in with accounts, and nothing makes a user of one.
    #[error(
        "providers need a `#[profile]` callback, since `User` has fields that only the application can fill: \
         `#[profile] fn profile(user: DefaultUser) -> User {{ user.extend(..) }}`, \
         or one that returns an error where nobody may come who is not known"
    )]
    NoProfile,
    /// Two providers or sign-in forms have one id.
    #[error("two providers have the id `{id}`; give one of them another")]
    ProviderTwice {
        /// The id.
        id: String,
    },
    /// Sign-in links need a database: for their tokens, and for the users of the addresses.
    #[error(
        "sign-in links need a database; call `.adapter(..)` before `.build()`, and then `.await` it"
    )]
    LinksWithoutAdapter,
    /// A page of the application cannot be gone to.
    #[error("{problem}")]
    Page {
        /// Which page, what is wrong, and what to do.
        problem: String,
    },
    /// A field of a sign-in form has a name that belongs to the protocol.
    #[error(
        "the form `{provider}` has a field `{field}`, which is a name of the protocol; rename it"
    )]
    FormField {
        /// The provider's id.
        provider: String,
        /// The field's name.
        field: String,
    },
    /// The tables do not fit the application's user, or are not there.
    #[error("the database does not fit: {problem}")]
    Table {
        /// What is wrong, with the table's and the column's name, and what to do.
        problem: String,
    },
    /// The database could not be asked.
    #[error("the database could not be asked: {reason}")]
    Database {
        /// Why, as the adapter says.
        reason: String,
    },
    /// Sessions cannot be counted from a sign-in that the table does not keep.
    #[error(
        "`max_lifetime` counts from the sign-in, and the sessions table has no column for it; \
         add one and name it in the adapter's `Tables`, or leave `max_lifetime` out"
    )]
    NoCreated,
    /// Browsers refuse such cookies without `Secure`.
    #[error("`SameSite::None` needs cookies with `Secure`: set an `https` URL with `.url(..)`")]
    SameSiteNone,
}
