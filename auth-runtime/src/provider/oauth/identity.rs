//! Identity tokens (OpenID Connect Core section 2), and what has to hold before one is believed
//! (section 3.1.3.7).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use openidconnect::JsonWebKey as _;
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use serde_json::{Map, Value};
use subtle::ConstantTimeEq as _;

use super::OAuthError;
use super::issuer::Issuer;
use super::jws::Signed;
use super::keys::{KeySet, NoKey};
use super::setup::Setup;
use crate::Timestamp;
use crate::codec::TOLERANCE;

/// The algorithms of published keys (RFC 7518 section 3.1). `none` is nowhere.
const ASYMMETRIC: &[CoreJwsSigningAlgorithm] = &[
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What an identity token must agree with.
pub(super) struct Expected<'a> {
    pub(super) setup: &'a Setup,
    pub(super) issuer: &'a Issuer,
    pub(super) nonce: NonceRule<'a>,
    pub(super) access_token: &'a str,
    pub(super) now: Timestamp,
}

/// Which nonce a token must have.
#[derive(Clone, Copy)]
pub(super) enum NonceRule<'a> {
    /// The one that was sent with the authorization request.
    Sent(&'a str),
    /// Any or none: nothing was sent, for the token belongs to a refresh.
    Any,
}

/// Why a token is not believed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// None of the provider's keys proves it; newer ones may.
    Key(&'static str),
    Invalid(&'static str),
}

impl From<Doubt> for OAuthError {
    fn from(doubt: Doubt) -> Self {
        let (Doubt::Key(reason) | Doubt::Invalid(reason)) = doubt;
        Self::Identity(reason)
    }
}

/// The claims of a token that is what it must be.
///
/// Only what is checked here has to have its type. What other claims are is up to the provider, and
/// nothing of a token is written anew: the signature is of the text as it came.
pub(super) fn verify(
    text: &str,
    keys: &KeySet,
    expected: &Expected<'_>,
) -> Result<Map<String, Value>, Doubt> {
    let token = Signed::read(text).map_err(Doubt::Invalid)?;
    check_issuer(&token.claims, expected)?;
    let key = signing_key(&token, keys, expected)?;
    let claims = &token.claims;
    if claims
        .get("sub")
        .and_then(Value::as_str)
        .is_none_or(str::is_empty)
    {
        return Err(Doubt::Invalid("its `sub` is missing or is no text"));
    }
    check_audience(claims, &expected.setup.client_id)?;
    check_times(claims, expected.now)?;
    check_nonce(claims, expected)?;
    if let Some(hash) = present(claims, "at_hash") {
        let computed = key.hash_bytes(expected.access_token.as_bytes(), &token.algorithm);
        let computed = computed.map_err(|_| Doubt::Key(NOT_VERIFIABLE))?;
        let half = BASE64URL.encode(&computed[..computed.len() / 2]);
        if hash.as_str() != Some(&half) {
            return Err(Doubt::Invalid("its `at_hash` is of another access token"));
        }
    }
    Ok(token.claims)
}

const NOT_VERIFIABLE: &str = "its signature cannot be verified with the key";
const BAD_SIGNATURE: &str = "its signature does not match";

/// The claim, if there is one.
fn present<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    claims.get(name).filter(|claim| !claim.is_null())
}

/// Who signs the token. The tenant is believed once the signature, which is of it too, has held.
fn check_issuer(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), Doubt> {
    let issuer = expected
        .issuer
        .of_tenant(tenant(claims))
        .ok_or(Doubt::Invalid("its `tid` is missing or is no UUID"))?;
    if claims.get("iss").and_then(Value::as_str) != Some(&issuer) {
        return Err(Doubt::Invalid("its `iss` is another issuer"));
    }
    Ok(())
}

fn tenant(claims: &Map<String, Value>) -> Option<&str> {
    claims.get("tid").and_then(Value::as_str)
}

/// The key that has signed the token.
fn signing_key(
    token: &Signed<'_>,
    keys: &KeySet,
    expected: &Expected<'_>,
) -> Result<CoreJsonWebKey, Doubt> {
    let setup = expected.setup;
    let not_allowed = Doubt::Invalid("it is signed with an algorithm that is not allowed");
    let key = match &setup.client_secret {
        Some(secret) if setup.entry.symmetric_id_token => {
            if token.algorithm != CoreJwsSigningAlgorithm::HmacSha256 {
                return Err(not_allowed);
            }
            CoreJsonWebKey::new_symmetric(secret.expose_secret().clone().into_bytes())
        }
        _ => {
            if !ASYMMETRIC.contains(&token.algorithm) {
                return Err(not_allowed);
            }
            let found = keys.find(token.key.as_deref(), &token.algorithm);
            let found = found.map_err(|none| {
                Doubt::Key(match none {
                    NoKey::Unknown => "it is signed with an unknown key",
                    NoKey::Ambiguous => "it names no key, and the provider has several",
                })
            })?;
            if let Some(issuer) = &found.issuer
                && !expected.issuer.has_key_of(issuer, tenant(&token.claims))
            {
                return Err(Doubt::Invalid("its key is that of another issuer"));
            }
            found.key.clone()
        }
    };
    if token.is_signed_with(&key) {
        Ok(key)
    } else {
        Err(Doubt::Key(BAD_SIGNATURE))
    }
}

/// Whom the token is for. Whom else matters nothing where `azp` says that it was made for us.
fn check_audience(claims: &Map<String, Value>, client_id: &str) -> Result<(), Doubt> {
    let audiences = match claims.get("aud") {
        Some(Value::Array(audiences)) => audiences.as_slice(),
        Some(audience) => std::slice::from_ref(audience),
        None => &[],
    };
    if !audiences.iter().any(|audience| audience == client_id) {
        return Err(Doubt::Invalid("its `aud` is another client"));
    }
    match present(claims, "azp") {
        Some(party) if party != client_id => Err(Doubt::Invalid("its `azp` is another client")),
        None if audiences.len() > 1 => Err(Doubt::Invalid("it has several audiences and no `azp`")),
        _ => Ok(()),
    }
}

/// When the token is good (RFC 7519 sections 4.1.4 to 4.1.6).
fn check_times(claims: &Map<String, Value>, now: Timestamp) -> Result<(), Doubt> {
    let ends = present(claims, "exp").and_then(moment);
    let issued = present(claims, "iat").and_then(moment);
    let begins = present(claims, "nbf").map(moment);
    if ends.is_none_or(|end| end <= now - TOLERANCE) {
        return Err(Doubt::Invalid("it has expired, or has no `exp`"));
    }
    let is_over = |at: Option<Timestamp>| at.is_some_and(|at| at <= now + TOLERANCE);
    if !is_over(issued) {
        return Err(Doubt::Invalid(
            "it was issued in the future, or has no `iat`",
        ));
    }
    if !begins.is_none_or(is_over) {
        return Err(Doubt::Invalid("it is not yet good (`nbf`)"));
    }
    Ok(())
}

/// A `NumericDate` (RFC 7519 section 2), in whole seconds.
fn moment(date: &Value) -> Option<Timestamp> {
    let seconds = date.as_u64().or_else(|| {
        let span = Duration::try_from_secs_f64(date.as_f64()?);
        span.ok().map(|span| span.as_secs())
    })?;
    i64::try_from(seconds)
        .ok()
        .map(Timestamp::from_unix_seconds)
}

fn check_nonce(claims: &Map<String, Value>, expected: &Expected<'_>) -> Result<(), Doubt> {
    let is_right = match (expected.nonce, present(claims, "nonce")) {
        (NonceRule::Any, _) => true,
        (NonceRule::Sent(_), None) => expected.setup.entry.omits_nonce,
        (NonceRule::Sent(sent), Some(found)) => {
            found.as_str().is_some_and(|found| is_equal(sent, found))
        }
    };
    is_right
        .then_some(())
        .ok_or(Doubt::Invalid("its `nonce` is not the one that was sent"))
}

fn is_equal(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[cfg(test)]
mod tests;
