//! One request's session, shared by everything under the layer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use http::request::Parts;
use http::{HeaderMap, HeaderValue, header};

use crate::strategy::{Shared, Strategy};
use crate::{Auth, AuthConfig, Error};

/// The session of one request: read on first use, and at most once.
pub(crate) struct RequestSession<C: AuthConfig> {
    auth: Auth<C>,
    /// Whether the answer may depend on who asks.
    is_read: AtomicBool,
    loaded: OnceLock<Option<<C::Strategy as Strategy<C>>::Loaded>>,
    cookies: OnceLock<Vec<HeaderValue>>,
}

impl<C: AuthConfig> RequestSession<C> {
    pub(crate) fn new(auth: Auth<C>) -> Self {
        Self {
            auth,
            is_read: AtomicBool::new(false),
            loaded: OnceLock::new(),
            cookies: OnceLock::new(),
        }
    }

    /// The one of a request that has passed the layer of this configuration.
    pub(crate) fn of(request: &Parts) -> Option<&Arc<Self>> {
        request.extensions.get()
    }

    /// The same, where one is needed.
    pub(crate) fn required(request: &Parts) -> Result<&Arc<Self>, Error> {
        Self::of(request).ok_or_else(Error::no_layer)
    }

    /// Whether it belongs to this runtime, and not to another one with the same callbacks.
    pub(crate) fn is_of(&self, shared: &Shared<C>) -> bool {
        std::ptr::eq(Arc::as_ptr(&self.auth.shared), shared)
    }

    /// The session of the request that has these headers.
    pub(crate) async fn session(&self, headers: &HeaderMap) -> Result<Option<C::Session>, Error> {
        match self.loaded(headers).await? {
            Some(loaded) => C::Strategy::session(&self.auth.shared, loaded, None)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    /// What the cookie stands for, read now if it was not yet.
    pub(crate) async fn loaded(
        &self,
        headers: &HeaderMap,
    ) -> Result<Option<&<C::Strategy as Strategy<C>>::Loaded>, Error> {
        self.is_read.store(true, Ordering::Relaxed);
        if self.loaded.get().is_none() {
            let loaded = match C::Strategy::load(&self.auth.shared, headers).await {
                Ok(loaded) => loaded,
                Err(error) => {
                    if !error.cookies().is_empty() {
                        let _ = self.cookies.set(error.cookies().to_vec());
                    }
                    return Err(error);
                }
            };
            // Only the read that comes first counts, and so do its cookies.
            if self.loaded.set(loaded.session).is_ok() && !loaded.cookies.is_empty() {
                let _ = self.cookies.set(loaded.cookies);
            }
        }
        Ok(self.known())
    }

    /// The same, of a request whose cookie was read.
    pub(crate) fn known(&self) -> Option<&<C::Strategy as Strategy<C>>::Loaded> {
        self.loaded.get().and_then(Option::as_ref)
    }

    /// Adds the cookies of the read to the answer. Such an answer is for one browser only.
    pub(crate) fn write(&self, headers: &mut HeaderMap) {
        if self.is_read.load(Ordering::Relaxed) {
            vary_by_cookie(headers);
        }
        // A service under the layer that signs in or out has the last word: a token that was
        // renewed before would undo it.
        let Some(cookies) = self.cookies.get().filter(|_| !self.is_set(headers)) else {
            return;
        };
        for cookie in cookies {
            headers.append(header::SET_COOKIE, cookie.clone());
        }
        let is_private = headers.get(header::CACHE_CONTROL).is_some_and(is_private);
        if !is_private {
            // Whatever the service thinks: a shared cache would hand one person's token to all.
            let private = HeaderValue::from_static("private, no-cache");
            headers.insert(header::CACHE_CONTROL, private);
        }
    }

    /// Whether the answer has a session cookie of ours already.
    fn is_set(&self, headers: &HeaderMap) -> bool {
        let core = &self.auth.shared.core;
        let names = [&core.plain_cookies.names, &core.secure_cookies.names];
        headers.get_all(header::SET_COOKIE).iter().any(|cookie| {
            let cookie = cookie.as_bytes();
            names.iter().any(|names| {
                let rest = cookie.strip_prefix(names.session.as_bytes());
                rest.is_some_and(|rest| matches!(rest.first(), Some(b'=' | b'.')))
            })
        })
    }
}

/// Tells caches that another cookie may get another answer.
fn vary_by_cookie(headers: &mut HeaderMap) {
    let is_said = headers.get_all(header::VARY).iter().any(|names| {
        let mut names = names.to_str().unwrap_or_default().split(',').map(str::trim);
        names.any(|name| name == "*" || name.eq_ignore_ascii_case("cookie"))
    });
    if !is_said {
        headers.append(header::VARY, HeaderValue::from_static("Cookie"));
    }
}

/// Whether a `Cache-Control` keeps the answer out of shared caches.
fn is_private(value: &HeaderValue) -> bool {
    let value = value.to_str().unwrap_or_default();
    let mut words = value.split(',').map(str::trim);
    words.any(|word| word.eq_ignore_ascii_case("private") || word.eq_ignore_ascii_case("no-store"))
}
