//! What a provider's answer is checked against: sealed in the browser's own cookies from the start
//! of a sign-in to its callback, so that nobody can finish a sign-in that another browser began.

use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use super::sealed;
use crate::codec::{EncryptedCodec, TokenError};
use crate::cookie::find;
use crate::core::CookieSet;
use crate::{Error, SameSite, Secret, Timestamp};

/// How long a sign-in at a provider may take.
pub(super) const LIFETIME: Duration = Duration::from_secs(15 * 60);

/// The longest cookie that every browser keeps, in bytes with its attributes.
const LONGEST_COOKIE: usize = 4096;

/// One of the checks, each in a cookie of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// The `state` of the authorization request (RFC 6749, section 10.12).
    State,
    /// The secret behind its `code_challenge` (RFC 7636).
    PkceCodeVerifier,
    /// The `nonce` that comes back in the identity token (OpenID Connect Core, section 3.1.2.1).
    Nonce,
}

/// What is sealed at the start of a sign-in.
#[derive(Clone, Copy)]
pub(super) struct NewCheck<'a> {
    /// The random value.
    pub(super) value: &'a str,
    /// The provider's id; no other provider's answer is checked against this value.
    pub(super) provider: &'a str,
    /// Where the browser goes in the end, if this check is what remembers it.
    pub(super) callback_url: Option<&'a str>,
}

/// What comes out at the callback.
#[derive(Debug)]
pub(super) struct CheckValue {
    /// The random value.
    pub(super) value: Secret<String>,
    /// Where the browser goes in the end.
    pub(super) callback_url: Option<String>,
}

impl Check {
    const ALL: [Self; 3] = [Self::State, Self::PkceCodeVerifier, Self::Nonce];

    /// The `Set-Cookie` header that keeps a check in the browser.
    ///
    /// # Errors
    ///
    /// If the system has no random numbers, or the values are longer than a cookie can be.
    pub(super) fn seal(
        self,
        cookies: &CookieSet,
        check: &NewCheck<'_>,
        now: Timestamp,
    ) -> Result<HeaderValue, Error> {
        let NewCheck {
            value,
            provider,
            callback_url,
        } = *check;
        let payload = Sealed {
            value,
            provider,
            callback_url,
        };
        let (name, codec) = self.cookie(cookies);
        let sealed = sealed::seal(codec, &payload, now, LIFETIME)?;
        let same_site = match cookies.attributes.same_site {
            // The provider's redirect comes from another site, and has to bring the cookie.
            SameSite::Strict => SameSite::Lax,
            configured => configured,
        };
        cookies
            .attributes
            .with_same_site(same_site)
            .set_for(name, &sealed, now, LIFETIME)
            .filter(|cookie| cookie.len() <= LONGEST_COOKIE)
            .ok_or_else(|| TokenError::TooLarge.into())
    }

    /// The check that a request brings back for a provider's answer. `None` if there is none, or
    /// none that was sealed here, for this provider, and lately; the log says why.
    pub(super) fn open(
        self,
        cookies: &CookieSet,
        headers: &HeaderMap,
        provider: &str,
        now: Timestamp,
    ) -> Option<CheckValue> {
        let (name, codec) = self.cookie(cookies);
        let Some(sealed) = find(headers, name) else {
            tracing::debug!(cookie = name, "a check's cookie is missing");
            return None;
        };
        let opened: Opened = match sealed::open(codec, &sealed, now) {
            Ok(opened) => opened,
            Err(error) => {
                tracing::debug!(cookie = name, %error, "a check's cookie was refused");
                return None;
            }
        };
        if opened.provider != provider {
            tracing::debug!(cookie = name, "a check's cookie is of another provider");
            return None;
        }
        let Opened {
            value,
            callback_url,
            ..
        } = opened;
        Some(CheckValue {
            value,
            callback_url,
        })
    }

    /// The cookie's name, and what seals it.
    fn cookie(self, cookies: &CookieSet) -> (&str, &EncryptedCodec) {
        let CookieSet { names, checks, .. } = cookies;
        match self {
            Self::State => (&names.state, &checks.state),
            Self::PkceCodeVerifier => (&names.pkce_code_verifier, &checks.pkce_code_verifier),
            Self::Nonce => (&names.nonce, &checks.nonce),
        }
    }
}

/// The `Set-Cookie` headers that delete the checks that a request brought. Each is good for one
/// answer, whatever comes of it.
pub(super) fn clear(cookies: &CookieSet, headers: &HeaderMap) -> impl Iterator<Item = HeaderValue> {
    Check::ALL.into_iter().filter_map(|check| {
        let (name, _) = check.cookie(cookies);
        find(headers, name)?;
        cookies.attributes.delete(name)
    })
}

impl CheckValue {
    /// Whether this is the value that the provider sent back.
    pub(super) fn matches(&self, sent: &str) -> bool {
        let value = self.value.expose_secret().as_bytes();
        value.ct_eq(sent.as_bytes()).into()
    }
}

/// The payload as it is written.
#[derive(Serialize)]
struct Sealed<'a> {
    value: &'a str,
    provider: &'a str,
    #[serde(rename = "callbackUrl", skip_serializing_if = "Option::is_none")]
    callback_url: Option<&'a str>,
}

/// The payload as it is read.
#[derive(Deserialize)]
struct Opened {
    value: Secret<String>,
    provider: String,
    #[serde(rename = "callbackUrl")]
    callback_url: Option<String>,
}

#[cfg(test)]
mod tests;
