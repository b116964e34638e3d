use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

#[cfg(feature = "oauth")]
use crate::Secret;
#[cfg(feature = "oauth")]
use crate::codec::EncryptedCodec;
use crate::codec::SessionCodec;
use crate::cookie::{CookieAttributes, CookieNames};
use crate::csrf::Csrf;
use crate::form::FormField;
use crate::origin::OriginPolicy;
use crate::page::Style;
use crate::pages::Pages;
use crate::provider::EmailLinks;
#[cfg(feature = "oauth")]
use crate::provider::{AccountLinking, OAuthClient, SpentStates};
use crate::{Clock, ProviderType, Timestamp};

/// What the runtime knows of its deployment. Nothing in it depends on the application's types,
/// so that the code over it is compiled once and not with every application.
pub(crate) struct Core {
    pub(crate) base_path: String,
    pub(crate) origin: OriginPolicy,
    /// Whether a proxy in front says who the client is.
    pub(crate) trusts_proxy: bool,
    pub(crate) lifetimes: Lifetimes,
    pub(crate) clock: Clock,
    pub(crate) csrf: Csrf,
    /// In the order of the sign-in page.
    pub(crate) providers: Vec<Provider>,
    /// For providers that do not say it themselves.
    #[cfg(feature = "oauth")]
    pub(crate) linking: AccountLinking,
    /// The application's own pages.
    pub(crate) pages: Pages,
    /// The answers of providers that have been used.
    #[cfg(feature = "oauth")]
    pub(crate) spent: SpentStates,
    /// How the built-in pages look.
    pub(crate) style: Style,
    /// Cookies for `http` and for `https`: their names differ, and so do the keys.
    pub(crate) plain_cookies: CookieSet,
    pub(crate) secure_cookies: CookieSet,
}

/// The cookies of one scheme.
pub(crate) struct CookieSet {
    pub(crate) names: CookieNames,
    pub(crate) attributes: CookieAttributes,
    pub(crate) codec: SessionCodec,
    #[cfg(feature = "oauth")]
    pub(crate) checks: CheckCodecs,
}

/// No cookie has this name, so nothing of a cookie opens as an answer.
#[cfg(feature = "oauth")]
const ANSWER_SALT: &str = "form-post answer";

/// What seals the values that a provider's answer is checked against, one key a cookie.
#[cfg(feature = "oauth")]
pub(crate) struct CheckCodecs {
    pub(crate) state: EncryptedCodec,
    pub(crate) pkce_code_verifier: EncryptedCodec,
    pub(crate) nonce: EncryptedCodec,
    /// For an answer that was posted, on its way to the browser's cookies.
    pub(crate) answer: EncryptedCodec,
}

#[cfg(feature = "oauth")]
impl CheckCodecs {
    /// The codecs for cookies of these names.
    pub(crate) fn new(secrets: &[Secret<String>], names: &CookieNames) -> Self {
        Self {
            state: EncryptedCodec::new(secrets, &names.state),
            pkce_code_verifier: EncryptedCodec::new(secrets, &names.pkce_code_verifier),
            nonce: EncryptedCodec::new(secrets, &names.nonce),
            answer: EncryptedCodec::new(secrets, ANSWER_SALT),
        }
    }
}

/// How long sessions last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lifetimes {
    pub(crate) max_age: Duration,
    pub(crate) update_age: Duration,
    pub(crate) max_lifetime: Option<Duration>,
}

/// A way to sign in.
#[derive(Debug)]
pub(crate) struct Provider {
    /// The id in URLs.
    pub(crate) id: String,
    /// The name on the sign-in page.
    pub(crate) name: String,
    pub(crate) method: Method,
}

/// How a provider signs people in.
pub(crate) enum Method {
    /// With a form of these fields, which the application checks.
    Credentials(Vec<FormField>),
    /// With a link that is sent to an address.
    Email(Arc<EmailLinks>),
    /// With an account elsewhere.
    #[cfg(feature = "oauth")]
    OAuth(OAuthClient),
}

impl Method {
    /// The kind, as the wire protocol names it.
    pub(crate) fn r#type(&self) -> ProviderType {
        match self {
            Self::Credentials(_) => ProviderType::Credentials,
            Self::Email(_) => ProviderType::Email,
            #[cfg(feature = "oauth")]
            Self::OAuth(client) => client.protocol(),
        }
    }

    /// The colours of its button, if it has its own.
    pub(crate) fn colors(&self) -> Option<(&str, &str)> {
        match self {
            Self::Credentials(_) | Self::Email(_) => None,
            #[cfg(feature = "oauth")]
            Self::OAuth(client) => client.colors(),
        }
    }
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.r#type().as_str())
    }
}

impl Core {
    /// The cookies that a request with these headers has.
    pub(crate) fn cookies(&self, headers: &HeaderMap) -> &CookieSet {
        if self.origin.is_secure(headers) {
            &self.secure_cookies
        } else {
            &self.plain_cookies
        }
    }

    /// The provider with this id.
    pub(crate) fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }
}

impl Lifetimes {
    /// When a session that is used now ends, if the user signed in at `authenticated_at`.
    pub(crate) fn expiry(&self, now: Timestamp, authenticated_at: Timestamp) -> Timestamp {
        let sliding = now + self.max_age;
        match self.max_lifetime {
            Some(lifetime) => sliding.min(authenticated_at + lifetime),
            None => sliding,
        }
    }

    /// Whether a session has lasted as long as it may, however often it was used.
    pub(crate) fn is_over(&self, now: Timestamp, authenticated_at: Timestamp) -> bool {
        self.max_lifetime
            .is_some_and(|lifetime| authenticated_at + lifetime <= now)
    }

    /// Whether a token is due to be issued again: it is old, or lives on the clocks' tolerance.
    pub(crate) fn is_due(
        &self,
        now: Timestamp,
        issued_at: Timestamp,
        expires_at: Timestamp,
    ) -> bool {
        issued_at + self.update_age <= now || expires_at <= now
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("base_path", &self.base_path)
            .field("lifetimes", &self.lifetimes)
            .finish_non_exhaustive()
    }
}
