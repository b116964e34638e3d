//! A provider's answer that the browser posts (OAuth 2.0 Form Post Response Mode).
//!
//! It is a request of another site, so the browser sends none of its cookies along: neither what the
//! answer is checked against nor the session. It is sent on to the same endpoint as a link, with what
//! was posted sealed in it, and comes back with all of them.

use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode};
use serde::{Deserialize, Serialize};

use super::failure::Failure;
use super::incoming::Incoming;
use super::{response, sealed};
use crate::provider::OAuthClient;

/// How long the browser may take from one request to the next.
const LIFETIME: Duration = Duration::from_secs(60);

/// The longest parameter of an answer, in bytes. All of them have to fit into a URL.
const LONGEST: usize = 1500;

/// The parameters that an answer may have.
const NAMES: [&str; 5] = ["state", "code", "iss", "error", "user"];

/// An answer on its way from one request to the next.
#[derive(Serialize, Deserialize)]
pub(super) struct Posted {
    provider: String,
    parameters: Vec<(String, String)>,
}

/// `POST /callback/:provider`: sends the browser on, as a `GET`.
pub(super) fn bounce(
    incoming: &Incoming<'_>,
    client: &OAuthClient,
) -> Result<Response<Bytes>, Failure> {
    let parameters = NAMES.into_iter().filter_map(|name| {
        let value = incoming.body.text(name)?;
        (value.len() <= LONGEST).then(|| (name.to_owned(), value.into_owned()))
    });
    let posted = Posted {
        provider: client.id().to_owned(),
        parameters: parameters.collect(),
    };
    let now = incoming.core().clock.now();
    let codec = &incoming.cookies().checks.answer;
    let sealed = sealed::seal(codec, &posted, now, LIFETIME);
    let sealed = sealed.map_err(|error| Failure::from_error(&error))?;
    let mut url = incoming.endpoint(&format!("callback/{}", client.id()));
    url.query_pairs_mut().append_pair("answer", &sealed);
    let mut answer = response::found(&url);
    // Whatever the method was, the next one is `GET` (RFC 9110 section 15.4.4).
    *answer.status_mut() = StatusCode::SEE_OTHER;
    Ok(answer)
}

/// The answer that a `GET` brings, if it was posted here for this provider a moment ago.
pub(super) fn open(incoming: &Incoming<'_>, client: &OAuthClient) -> Option<Posted> {
    let sealed = incoming.query("answer")?;
    let now = incoming.core().clock.now();
    let codec = &incoming.cookies().checks.answer;
    let posted: Posted = sealed::open(codec, &sealed, now).ok()?;
    (posted.provider == client.id()).then_some(posted)
}

impl Posted {
    /// A parameter of the answer.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}
