use bytes::Bytes;
use http::{HeaderValue, Response, header};
use url::Url;

use super::failure::Failure;
use super::incoming::Incoming;
use crate::Error;
use crate::cookie::find;
use crate::csrf::CsrfToken;
use crate::engine::resolve_redirect;

/// A request that a form is behind, with the cookies by which we know the form again.
pub(super) struct Context<'a> {
    pub(super) incoming: Incoming<'a>,
    /// The browser's token against forged requests, made now if it had none.
    pub(super) csrf: CsrfToken,
    /// Cookies for the answer, whatever it will be.
    set_cookies: Vec<HeaderValue>,
}

impl<'a> Context<'a> {
    pub(super) fn new(incoming: Incoming<'a>, (csrf, cookie): NamedToken) -> Self {
        Self {
            incoming,
            csrf,
            set_cookies: cookie.into_iter().collect(),
        }
    }

    /// Whether the posted token is the browser's own.
    pub(super) fn is_verified(&self) -> bool {
        let posted = self.incoming.body.text("csrfToken");
        posted.is_some_and(|posted| self.csrf.matches(&posted))
    }

    /// Where to go afterwards: what the request asks for, else what the browser was told before,
    /// else the front door. The browser is told.
    pub(super) async fn callback_url(&mut self) -> Result<Url, Failure> {
        let Incoming {
            engine,
            request,
            body,
            origin,
            ..
        } = &self.incoming;
        let cookies = self.incoming.cookies();
        let name = &cookies.names.callback_url;
        let kept = find(&request.headers, name);
        let wish = body
            .text("callbackUrl")
            .or_else(|| self.incoming.query("callbackUrl"))
            .or(kept.clone());
        let wish = wish.as_deref().unwrap_or("/");
        let target = resolve_redirect(*engine, wish, origin.url()).await;
        let target = target.map_err(|error| Failure::from_error(&error))?;
        if kept.as_deref() != Some(target.as_str()) {
            let cookie = cookies.attributes.set(name, target.as_str(), None);
            self.set_cookies.extend(cookie);
        }
        Ok(target)
    }

    pub(super) fn set_cookies(&mut self, cookies: impl IntoIterator<Item = HeaderValue>) {
        self.set_cookies.extend(cookies);
    }

    /// Puts the cookies into the answer.
    pub(super) fn finish(self, response: &mut Response<Bytes>) {
        for cookie in self.set_cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}

/// A browser's token, and the cookie that tells it to a browser that does not know it yet.
pub(super) type NamedToken = (CsrfToken, Option<HeaderValue>);

/// The token of the browser's cookie, or else a new one.
pub(super) fn csrf_token(incoming: &Incoming<'_>) -> Result<NamedToken, Error> {
    let cookies = incoming.cookies();
    let csrf = &incoming.core().csrf;
    let name = &cookies.names.csrf;
    let known = find(&incoming.request.headers, name).and_then(|value| csrf.read(&value));
    if let Some(known) = known {
        return Ok((known, None));
    }
    let issued = csrf.issue().map_err(|_| Error::random())?;
    let cookie = cookies.attributes.set(name, issued.cookie_value(), None);
    Ok((issued, cookie))
}
