//! The session's id in its cookie, and how it is stored. Nothing here depends on the application's types.

use http::{HeaderMap, HeaderValue};
use zeroize::Zeroizing;

use crate::cookie::{Seen, Value, delete, receive, store};
use crate::core::{CookieSet, Core};
use crate::random_text::{self, hash};
use crate::{Error, Timestamp};

/// The longest id of another system that is looked up, in characters.
const LONGEST_PLAIN: usize = 255;

/// How the sessions table holds a session's id, which is all that a browser needs to be somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionIds {
    /// As its SHA-256: whoever reads the table cannot be anybody.
    #[default]
    Hashed,
    /// As it is, which is how Auth.js stores it and what sharing its table takes.
    Plain,
}

impl SessionIds {
    /// The id as the table holds it; `None` if no id looks like this.
    fn stored(self, id: &str) -> Option<String> {
        match self {
            Self::Hashed => random_text::stored(id),
            Self::Plain => {
                let is_text = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic());
                (is_text && id.len() <= LONGEST_PLAIN).then(|| id.to_owned())
            }
        }
    }
}

/// A new id, and how the table holds it.
pub(super) fn new_id(ids: SessionIds) -> Result<(Zeroizing<String>, String), Error> {
    let id = random_text::new().map_err(|_| Error::random())?;
    let stored = match ids {
        SessionIds::Hashed => hash(&id),
        SessionIds::Plain => id.as_str().to_owned(),
    };
    Ok((id, stored))
}

/// A request's session cookie.
pub(super) struct IdCookie<'a> {
    cookies: &'a CookieSet,
    seen: Seen,
    /// The id of the cookie; `None` if there is none, or none that could be one.
    id: Option<Zeroizing<String>>,
    /// How the table holds it.
    pub(super) stored: Option<String>,
}

impl<'a> IdCookie<'a> {
    /// Reads the cookie. What cannot be an id is not worth a query.
    pub(super) fn open(core: &'a Core, headers: &HeaderMap, ids: SessionIds) -> Self {
        let cookies = core.cookies(headers);
        let received = receive(headers, &cookies.names.session);
        let id = match received.value {
            Value::Token(id) => Some(Zeroizing::new(id.into_owned())),
            Value::Missing | Value::Malformed => None,
        };
        let stored = id.as_deref().and_then(|id| ids.stored(id));
        Self {
            cookies,
            seen: received.seen,
            id,
            stored,
        }
    }

    /// The cookies that delete what the request brought.
    pub(super) fn delete(&self) -> Vec<HeaderValue> {
        let CookieSet {
            names, attributes, ..
        } = self.cookies;
        delete(&names.session, self.seen, attributes)
    }

    /// The cookies that keep the id until `expires`.
    pub(super) fn keep(&self, expires: Timestamp) -> Result<Vec<HeaderValue>, Error> {
        match &self.id {
            Some(id) => self.store(id, expires),
            None => Ok(Vec::new()),
        }
    }

    /// The cookies that store a new id.
    pub(super) fn store(&self, id: &str, expires: Timestamp) -> Result<Vec<HeaderValue>, Error> {
        let CookieSet {
            names, attributes, ..
        } = self.cookies;
        store(&names.session, id, self.seen, attributes, Some(expires))
            .map_err(|_| Error::too_large())
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    #[test]
    fn an_id_has_256_bits_and_is_stored_as_its_hash() {
        let (id, stored) = new_id(SessionIds::Hashed).unwrap();
        assert_eq!(URL_SAFE_NO_PAD.decode(&*id).unwrap().len(), 32);
        assert_eq!(stored.len(), 64);
        assert_eq!(SessionIds::Hashed.stored(&id), Some(stored));
        assert_eq!(
            hash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let (id, stored) = new_id(SessionIds::Plain).unwrap();
        assert_eq!(*id, stored);
        assert_eq!(SessionIds::Plain.stored(&id), Some(stored));
    }

    #[test]
    fn what_cannot_be_an_id_is_not_looked_up() {
        let huge = "a".repeat(1000);
        for id in ["", "short", &"a".repeat(42), &"a".repeat(44), &huge] {
            assert_eq!(SessionIds::Hashed.stored(id), None, "{id}");
        }
        assert_eq!(SessionIds::Hashed.stored(&"é".repeat(21)), None);
        assert_eq!(
            SessionIds::Hashed.stored(&format!("{}'", "a".repeat(42))),
            None
        );
        for id in ["", "a b", "a\u{0}", "é", &huge] {
            assert_eq!(SessionIds::Plain.stored(id), None, "{id}");
        }
        let uuid = "2b6f1cc5-8d0e-4f0c-9ad1-0c4f8a9d4e11";
        assert_eq!(SessionIds::Plain.stored(uuid).as_deref(), Some(uuid));
    }
}
