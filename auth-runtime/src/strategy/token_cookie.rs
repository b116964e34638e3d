//! The token in its cookie. Nothing here depends on the application's types.

use http::{HeaderMap, HeaderValue};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::codec::{
    Claims, Opened, Others, SessionCodec, TokenError, new_id, parse, parse_with_others, unchanged,
};
use crate::cookie::{Seen, Value, delete, receive, store};
use crate::core::{CookieSet, Core, Lifetimes};
use crate::{Error, Timestamp};

/// A request's session cookie.
pub(super) struct TokenCookie<'a> {
    cookies: &'a CookieSet,
    seen: Seen,
    /// The verified token; `None` if there is none, or none of ours.
    opened: Option<Opened>,
}

impl<'a> TokenCookie<'a> {
    /// Reads the cookie and opens its token.
    pub(super) fn open(core: &'a Core, headers: &HeaderMap) -> Self {
        let cookies = core.cookies(headers);
        let received = receive(headers, &cookies.names.session);
        Self {
            cookies,
            seen: received.seen,
            opened: verified(&cookies.codec, &received.value),
        }
    }

    /// The payload of the token.
    pub(super) fn payload(&self) -> Option<&[u8]> {
        self.opened.as_ref().map(|opened| &**opened.payload)
    }

    /// Whether the cookie holds this token with these other claims, and there is nothing to issue again.
    pub(super) fn holds(&self, token: &impl Serialize, others: &Others<'_>) -> bool {
        self.opened
            .as_ref()
            .is_some_and(|opened| !opened.is_older && unchanged(token, &opened.payload, others))
    }

    /// The cookies that delete what the request brought.
    pub(super) fn delete(&self) -> Vec<HeaderValue> {
        delete(
            &self.cookies.names.session,
            self.seen,
            &self.cookies.attributes,
        )
    }

    /// The cookies that store a new token.
    pub(super) fn store(
        &self,
        payload: &[u8],
        expires: Timestamp,
    ) -> Result<Vec<HeaderValue>, Error> {
        let token = self
            .cookies
            .codec
            .write(payload)
            .map_err(|error| match error {
                TokenError::TooLarge => Error::too_large(),
                error => error.into(),
            })?;
        let CookieSet {
            names, attributes, ..
        } = self.cookies;
        store(&names.session, &token, self.seen, attributes, Some(expires))
            .map_err(|_| Error::too_large())
    }
}

/// A cookie's token, if one of the keys has made it.
pub(crate) fn verified(codec: &SessionCodec, value: &Value<'_>) -> Option<Opened> {
    let opened = match value {
        Value::Missing => return None,
        Value::Malformed => Err(TokenError::Malformed),
        Value::Token(token) => codec.read(token),
    };
    opened.inspect_err(refused).ok()
}

/// Notes why a token was not accepted; the token itself is not part of it.
pub(crate) fn refused(error: &TokenError) {
    match error {
        // We have signed it: the application's token type is another one now, and its user is signed out.
        TokenError::Claims(_) => tracing::warn!(%error, "a session token of ours does not fit"),
        _ => tracing::debug!(%error, "the session token was refused"),
    }
}

/// When the user signed in, if the token says so. Another origin may say what it likes, but nobody signs in after
/// the token was issued.
pub(super) fn signed_in_at(claims: &Claims) -> Option<Timestamp> {
    let moment = claims.authenticated_at?;
    Some(moment.min(claims.issued_at))
}

/// From when the lifetime counts: tokens of other origins may not say when the user signed in.
fn authenticated_at(claims: &Claims) -> Timestamp {
    signed_in_at(claims).unwrap_or(claims.issued_at)
}

/// The token of a payload with what came with it, if it is valid now.
///
/// One whose time is over is refused for that, also where it no longer fits its type: it would end all the
/// same, so that it does not fit is nobody's mistake.
pub(crate) fn valid<'a, T: DeserializeOwned>(
    payload: &'a [u8],
    lifetimes: &Lifetimes,
    now: Timestamp,
) -> Result<(T, Claims, Others<'a>), TokenError> {
    match parse_with_others(payload) {
        Ok((token, mut claims, others)) => {
            check(lifetimes, &mut claims, now)?;
            Ok((token, claims, others))
        }
        Err(error) => {
            if let Ok((IgnoredAny, mut claims)) = parse(payload) {
                check(lifetimes, &mut claims, now)?;
            }
            Err(error)
        }
    }
}

/// Checks the codec's claims against the clock and the configured lifetimes, which may have become
/// shorter since the token was issued: the earlier end counts.
fn check(lifetimes: &Lifetimes, claims: &mut Claims, now: Timestamp) -> Result<(), TokenError> {
    let authenticated_at = authenticated_at(claims);
    let allowed = lifetimes.expiry(claims.issued_at, authenticated_at);
    claims.expires_at = claims.expires_at.min(allowed);
    claims.check(now)?;
    if lifetimes.is_over(now, authenticated_at) {
        return Err(TokenError::Expired);
    }
    Ok(())
}

/// The claims of a token that is issued now for somebody who signs in.
pub(super) fn issue(core: &Core, now: Timestamp) -> Result<Claims, Error> {
    issued(core, now, Some(now))
}

/// The claims of a token that is issued now in the place of one with the claims `old`.
///
/// One that does not say when the user signed in says nothing of it again, or its last renewal would be taken for
/// a sign-in; only an absolute lifetime needs a moment to count from.
pub(super) fn issue_again(core: &Core, now: Timestamp, old: &Claims) -> Result<Claims, Error> {
    let counted = core.lifetimes.max_lifetime.map(|_| authenticated_at(old));
    issued(core, now, signed_in_at(old).or(counted))
}

fn issued(
    core: &Core,
    now: Timestamp,
    authenticated_at: Option<Timestamp>,
) -> Result<Claims, Error> {
    Ok(Claims {
        issued_at: now,
        expires_at: core.lifetimes.expiry(now, authenticated_at.unwrap_or(now)),
        not_before: None,
        id: Some(new_id().map_err(|_| Error::random())?),
        authenticated_at,
    })
}
