use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderValue, Response, header, request};
use url::{Url, form_urlencoded};

use crate::Error;
use crate::cookie::find;
use crate::core::{CookieSet, Core};
use crate::csrf::CsrfToken;
use crate::engine::{Engine, resolve_redirect};
use crate::form::Body;
use crate::origin::Origin;
use crate::redirect::guard;

/// A request to an endpoint, read as far as every action needs it.
pub(super) struct Context<'a> {
    pub(super) engine: &'a dyn Engine,
    pub(super) request: &'a request::Parts,
    pub(super) body: Body,
    pub(super) origin: Origin,
    /// The browser's token against forged requests, made now if it had none.
    pub(super) csrf: CsrfToken,
    /// Where to go afterwards.
    pub(super) callback_url: Url,
    /// Whether the client wants `{"url"}` instead of a redirect.
    pub(super) wants_json: bool,
    /// Cookies for the answer: first what the request itself calls for, then what the action adds.
    set_cookies: Vec<HeaderValue>,
}

impl<'a> Context<'a> {
    pub(super) async fn new(
        engine: &'a dyn Engine,
        request: &'a request::Parts,
        body: Body,
    ) -> Result<Self, Error> {
        let core = engine.core();
        let cookies = core.cookies(&request.headers);
        let origin = core.origin.resolve(&request.headers, &request.uri)?;
        let mut set_cookies = Vec::new();
        let csrf = csrf(core, request, cookies, &mut set_cookies)?;
        let callback_url =
            callback_url(engine, request, &body, &origin, cookies, &mut set_cookies).await?;
        let wants_json = request.headers.contains_key("x-auth-return-redirect")
            || body.text("json").is_some_and(|json| json == "true");
        Ok(Self {
            engine,
            request,
            body,
            origin,
            csrf,
            callback_url,
            wants_json,
            set_cookies,
        })
    }

    pub(super) fn core(&self) -> &'a Core {
        self.engine.core()
    }

    /// Whether the posted token is the browser's own.
    pub(super) fn is_verified(&self) -> bool {
        self.body
            .text("csrfToken")
            .is_some_and(|posted| self.csrf.matches(&posted))
    }

    /// An absolute URL of one of our endpoints.
    pub(super) fn endpoint(&self, path: &str) -> Url {
        let mut url = self.origin.url().clone();
        url.set_path(&format!("{}/{path}", self.core().base_path));
        url
    }

    /// The path of one of our endpoints.
    pub(super) fn path(&self, path: &str) -> String {
        format!("{}/{path}", self.core().base_path)
    }

    /// What the pages call the application.
    pub(super) fn host(&self) -> String {
        let url = self.origin.url();
        let host = url.host_str().unwrap_or_default();
        url.port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// A value of the request's query; the last one counts, as in Auth.js.
    pub(super) fn query(&self, name: &str) -> Option<Cow<'a, str>> {
        query(self.request, name)
    }

    pub(super) fn set_cookies(&mut self, cookies: impl IntoIterator<Item = HeaderValue>) {
        self.set_cookies.extend(cookies);
    }

    /// Leaves the browser's own cookies as they are: this answer is not about them.
    pub(super) fn forget_browser_cookies(&mut self) {
        self.set_cookies.clear();
    }

    /// Puts the cookies into the answer.
    pub(super) fn finish(self, response: &mut Response<Bytes>) {
        for cookie in self.set_cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}

/// The content type of a request, if it is text.
pub(super) fn content_type(request: &request::Parts) -> Option<&str> {
    request.headers.get(header::CONTENT_TYPE)?.to_str().ok()
}

fn query<'a>(request: &'a request::Parts, name: &str) -> Option<Cow<'a, str>> {
    let query = request.uri.query()?;
    let pairs = form_urlencoded::parse(query.as_bytes());
    pairs
        .filter(|(key, _)| key == name)
        .map(|(_, value)| value)
        .last()
}

fn csrf(
    core: &Core,
    request: &request::Parts,
    cookies: &CookieSet,
    set_cookies: &mut Vec<HeaderValue>,
) -> Result<CsrfToken, Error> {
    let name = &cookies.names.csrf;
    let known = find(&request.headers, name).and_then(|value| core.csrf.read(&value));
    if let Some(known) = known {
        return Ok(known);
    }
    let issued = core.csrf.issue().map_err(|_| Error::random())?;
    set_cookies.extend(cookies.attributes.set(name, issued.cookie_value(), None));
    Ok(issued)
}

/// The place to go to: what the request asks for, else what the browser was told before, else the front door.
async fn callback_url(
    engine: &dyn Engine,
    request: &request::Parts,
    body: &Body,
    origin: &Origin,
    cookies: &CookieSet,
    set_cookies: &mut Vec<HeaderValue>,
) -> Result<Url, Error> {
    let name = &cookies.names.callback_url;
    let kept = find(&request.headers, name);
    let wish = body
        .text("callbackUrl")
        .or_else(|| query(request, "callbackUrl"))
        .or(kept.clone());
    let wish = wish.as_deref().unwrap_or("/");
    // What no browser should be sent to is dropped here, before a callback sees it.
    let wish = if guard(wish, origin.url()).is_some() || is_other_web_page(wish) {
        wish
    } else {
        "/"
    };
    let target = resolve_redirect(engine, wish, origin.url()).await?;
    if kept.as_deref() != Some(target.as_str()) {
        set_cookies.extend(cookies.attributes.set(name, target.as_str(), None));
    }
    Ok(target)
}

/// Another site's address: the application's `redirect` callback may allow it, the default does not.
fn is_other_web_page(wish: &str) -> bool {
    wish.len() <= 2048
        && Url::parse(wish).is_ok_and(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.username().is_empty()
                && url.password().is_none()
        })
}
