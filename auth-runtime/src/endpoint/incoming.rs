use std::borrow::Cow;
use std::net::IpAddr;

use http::{header, request};
use url::{Url, form_urlencoded};

use super::client_address::client_address;
use crate::Error;
use crate::core::{CookieSet, Core};
use crate::engine::Engine;
use crate::form::Body;
use crate::origin::Origin;

/// A request to an endpoint, and under which origin it reached us.
pub(super) struct Incoming<'a> {
    pub(super) engine: &'a dyn Engine,
    pub(super) request: &'a request::Parts,
    pub(super) body: Body,
    pub(super) origin: Origin,
    /// Whether the client wants `{"url"}` instead of a redirect.
    pub(super) wants_json: bool,
}

impl<'a> Incoming<'a> {
    /// Fails if nobody trusts the host that the request names.
    pub(super) fn new(
        engine: &'a dyn Engine,
        request: &'a request::Parts,
        body: Body,
    ) -> Result<Self, Error> {
        let origin = &engine.core().origin;
        let origin = origin.resolve(&request.headers, &request.uri)?;
        let wants_json = request.headers.contains_key("x-auth-return-redirect")
            || body.text("json").is_some_and(|json| json == "true");
        Ok(Self {
            engine,
            request,
            body,
            origin,
            wants_json,
        })
    }

    pub(super) fn core(&self) -> &'a Core {
        self.engine.core()
    }

    pub(super) fn cookies(&self) -> &'a CookieSet {
        self.core().cookies(&self.request.headers)
    }

    /// An absolute URL of one of our endpoints.
    pub(super) fn endpoint(&self, path: &str) -> Url {
        let mut url = self.origin.url().clone();
        url.set_path(&self.path(path));
        url
    }

    /// The path of one of our endpoints.
    pub(super) fn path(&self, path: &str) -> String {
        format!("{}/{path}", self.core().base_path)
    }

    /// Whether the request has a body to read.
    pub(super) fn is_post(&self) -> bool {
        self.request.method == http::Method::POST
    }

    /// The address of the client, if it is known.
    pub(super) fn client(&self) -> Option<IpAddr> {
        client_address(self.core().trusts_proxy, self.request)
    }

    /// What the pages call the application.
    pub(super) fn host(&self) -> String {
        let url = self.origin.url();
        let host = url.host_str().unwrap_or_default();
        url.port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// The parameters of the request's query.
    pub(super) fn query_pairs(&self) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)> {
        let query = self.request.uri.query().unwrap_or_default();
        form_urlencoded::parse(query.as_bytes())
    }

    /// A value of the request's query; the last one counts, as in Auth.js.
    pub(super) fn query(&self, name: &str) -> Option<Cow<'a, str>> {
        self.query_pairs()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value)
            .last()
    }
}

/// The content type of a request, if it is text.
pub(super) fn content_type(request: &request::Parts) -> Option<&str> {
    request.headers.get(header::CONTENT_TYPE)?.to_str().ok()
}
