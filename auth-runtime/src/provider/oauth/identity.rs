//! Identity tokens (OpenID Connect Core section 2), and what has to hold before one is believed
//! (section 3.1.3.7).

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use openidconnect::core::{
    CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, ClientId, ClientSecret, IssuerUrl,
    JsonWebKey as _, Nonce, SignatureVerificationError,
};
use serde_json::{Map, Value};
use subtle::ConstantTimeEq as _;

use super::OAuthError;
use super::issuer::Issuer;
use super::setup::Setup;
use crate::Timestamp;

/// How far apart the clocks of two machines may be; as with our own tokens.
const TOLERANCE: Duration = Duration::from_secs(15);

/// The longest identity token that is read, in characters.
const LONGEST: usize = 64 * 1024;

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
    /// It is signed with a key that is not among the provider's keys.
    UnknownKey,
    Invalid(&'static str),
}

impl From<Doubt> for OAuthError {
    fn from(doubt: Doubt) -> Self {
        match doubt {
            Doubt::UnknownKey => Self::Identity("it is signed with an unknown key"),
            Doubt::Invalid(reason) => Self::Identity(reason),
        }
    }
}

/// The claims of a token that is what it must be.
pub(super) fn verify(
    text: &str,
    keys: &CoreJsonWebKeySet,
    expected: &Expected<'_>,
) -> Result<Map<String, Value>, Doubt> {
    let setup = expected.setup;
    let claims = claims(text)?;
    // The tenant is believed below, when the token's own text is verified.
    let tenant = claims.get("tid").and_then(Value::as_str);
    let issuer = expected
        .issuer
        .of_tenant(tenant)
        .ok_or(Doubt::Invalid("its `tid` is missing or is no UUID"))?;
    if claims.get("iss").and_then(Value::as_str) != Some(&issuer) {
        return Err(Doubt::Invalid("its `iss` is another issuer"));
    }
    let token: CoreIdToken = text.parse().map_err(|_| MALFORMED)?;
    let verifier = verifier(text, keys, expected, issuer)?;
    let nonce = |nonce: Option<&Nonce>| match (expected.nonce, nonce) {
        (NonceRule::Any, _) => Ok(()),
        (NonceRule::Sent(_), None) if setup.entry.omits_nonce => Ok(()),
        (NonceRule::Sent(sent), Some(found)) if is_equal(sent, found.secret()) => Ok(()),
        (NonceRule::Sent(_), _) => Err(String::new()),
    };
    let sound = token
        .claims(&verifier, nonce)
        .map_err(|error| doubt(&error))?;
    match sound.authorized_party() {
        Some(party) if party.as_str() != setup.client_id => {
            return Err(Doubt::Invalid("its `azp` is another client"));
        }
        None if sound.audiences().len() > 1 => {
            return Err(Doubt::Invalid("it has several audiences and no `azp`"));
        }
        _ => {}
    }
    if let Some(hash) = sound.access_token_hash() {
        let key = match &setup.client_secret {
            Some(secret) if setup.entry.symmetric_id_token => {
                CoreJsonWebKey::new_symmetric(secret.expose_secret().clone().into_bytes())
            }
            _ => token
                .signing_key(&verifier)
                .map_err(|_| Doubt::UnknownKey)?
                .clone(),
        };
        let access_token = AccessToken::new(expected.access_token.to_owned());
        let computed = token
            .signing_alg()
            .ok()
            .and_then(|alg| AccessTokenHash::from_token(&access_token, alg, &key).ok());
        if computed.as_ref() != Some(hash) {
            return Err(Doubt::Invalid("its `at_hash` is of another access token"));
        }
    }
    Ok(claims)
}

const MALFORMED: Doubt = Doubt::Invalid("it is not a signed JSON Web Token");

/// The payload of the text as it is, before anything of it is believed.
fn claims(text: &str) -> Result<Map<String, Value>, Doubt> {
    if text.len() > LONGEST {
        return Err(Doubt::Invalid("it is too large"));
    }
    let payload = text.split('.').nth(1).ok_or(MALFORMED)?;
    let payload = BASE64URL.decode(payload).map_err(|_| MALFORMED)?;
    serde_json::from_slice(&payload).map_err(|_| MALFORMED)
}

fn verifier<'a>(
    text: &str,
    keys: &CoreJsonWebKeySet,
    expected: &Expected<'_>,
    issuer: String,
) -> Result<CoreIdTokenVerifier<'a>, Doubt> {
    let setup = expected.setup;
    let client_id = ClientId::new(setup.client_id.clone());
    let issuer = IssuerUrl::new(issuer).map_err(|_| Doubt::Invalid("its `iss` is no URL"))?;
    let now = expected.now;
    let verifier = match &setup.client_secret {
        Some(secret) if setup.entry.symmetric_id_token => {
            // The crate takes a signature of any other length for an error of the program.
            let signature = text.rsplit('.').next().map(|text| BASE64URL.decode(text));
            if !matches!(signature, Some(Ok(signature)) if signature.len() == 32) {
                return Err(BAD_SIGNATURE);
            }
            let secret = ClientSecret::new(secret.expose_secret().clone());
            let keys = CoreJsonWebKeySet::default();
            CoreIdTokenVerifier::new_confidential_client(client_id, secret, issuer, keys)
                .set_allowed_algs([CoreJwsSigningAlgorithm::HmacSha256])
        }
        _ => CoreIdTokenVerifier::new_public_client(client_id, issuer, keys.clone())
            .set_allowed_algs(ASYMMETRIC.iter().cloned()),
    };
    Ok(verifier
        .set_time_fn(move || SystemTime::from(now - TOLERANCE).into())
        .set_issue_time_verifier_fn(move |at| {
            let at = Timestamp::from_unix_seconds(at.timestamp());
            (at <= now + TOLERANCE)
                .then_some(())
                .ok_or_else(String::new)
        })
        // Whom else the token is for matters nothing where `azp` says that it was made for us.
        .set_other_audience_verifier_fn(|_| true))
}

const BAD_SIGNATURE: Doubt = Doubt::Invalid("its signature does not match");

/// The crate's texts quote the token; these do not.
fn doubt(error: &ClaimsVerificationError) -> Doubt {
    use ClaimsVerificationError as Claim;
    use SignatureVerificationError as Signature;

    Doubt::Invalid(match error {
        Claim::SignatureVerification(Signature::NoMatchingKey) => return Doubt::UnknownKey,
        Claim::SignatureVerification(Signature::CryptoError(_)) => return BAD_SIGNATURE,
        Claim::SignatureVerification(Signature::NoSignature) => "it is not signed",
        Claim::SignatureVerification(Signature::DisallowedAlg(_)) => {
            "it is signed with an algorithm that is not allowed"
        }
        Claim::SignatureVerification(Signature::AmbiguousKeyId(_)) => {
            "it names no key, and the provider has several"
        }
        Claim::SignatureVerification(_) => "its signature cannot be verified with the key",
        Claim::Expired(_) => "it has expired, or was issued in the future",
        Claim::InvalidAudience(_) => "its `aud` is another client",
        Claim::InvalidIssuer(_) => "its `iss` is another issuer",
        Claim::InvalidNonce(_) => "its `nonce` is not the one that was sent",
        Claim::InvalidSubject(_) => "its `sub` is not valid",
        _ => "it is not an identity token",
    })
}

fn is_equal(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[cfg(test)]
mod tests;
