//! The tower layer: sessions for the services under it, and renewed cookies for their answers.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use http::request::Parts;
use http::{HeaderMap, HeaderValue, Request, Response, header};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::strategy::Strategy;
use crate::{Auth, AuthConfig, Error};

impl<C: AuthConfig> Auth<C> {
    /// The tower layer that lets the services under it read the session.
    ///
    /// It, and only it, writes the cookies that a read renews.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// async fn me(session: auth::Session) -> axum::Json<auth::Session> {
    ///     axum::Json(session)
    /// }
    ///
    /// fn app(auth: auth::Auth) -> axum::Router {
    ///     axum::Router::new()
    ///         .route("/me", axum::routing::get(me))
    ///         .layer(auth.layer())
    /// }
    /// # fn main() {}
    /// ```
    pub fn layer(&self) -> AuthLayer<C> {
        AuthLayer { auth: self.clone() }
    }
}

impl<C: AuthConfig> Auth<C> {
    /// The session of a request under [`Auth::layer`], which writes the cookies that this renews.
    ///
    /// It is what the extractors for axum do, for services of other frameworks on tower.
    /// The token is read on the first call of a request and at most once.
    ///
    /// # Errors
    ///
    /// If a callback fails, or if the request did not pass the layer.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// async fn is_signed_in<B>(auth: &auth::Auth, request: http::Request<B>) -> bool {
    ///     let (parts, _body) = request.into_parts();
    ///     matches!(auth.layered_session(&parts).await, Ok(Some(_)))
    /// }
    /// # fn main() {}
    /// ```
    pub async fn layered_session(&self, request: &Parts) -> Result<Option<C::Session>, Error> {
        layered_session::<C>(request).await
    }
}

/// The same without the runtime at hand, as extractors need it.
pub(crate) async fn layered_session<C: AuthConfig>(
    request: &Parts,
) -> Result<Option<C::Session>, Error> {
    match request.extensions.get::<Arc<RequestSession<C>>>() {
        Some(session) => session.session(&request.headers).await,
        None => Err(Error::no_layer()),
    }
}

/// See [`Auth::layer`].
pub struct AuthLayer<C: AuthConfig> {
    auth: Auth<C>,
}

/// A service under an [`AuthLayer`].
pub struct AuthService<S, C: AuthConfig> {
    inner: S,
    auth: Auth<C>,
}

/// The session of one request: read on first use, and at most once.
struct RequestSession<C: AuthConfig> {
    auth: Auth<C>,
    /// Whether the answer may depend on who asks.
    is_read: AtomicBool,
    loaded: OnceLock<Option<<C::Strategy as Strategy<C>>::Loaded>>,
    cookies: OnceLock<Vec<HeaderValue>>,
}

impl<C: AuthConfig> RequestSession<C> {
    fn new(auth: Auth<C>) -> Self {
        Self {
            auth,
            is_read: AtomicBool::new(false),
            loaded: OnceLock::new(),
            cookies: OnceLock::new(),
        }
    }

    /// The session of the request that has these headers.
    async fn session(&self, headers: &HeaderMap) -> Result<Option<C::Session>, Error> {
        self.is_read.store(true, Ordering::Relaxed);
        if self.loaded.get().is_none() {
            let loaded = C::Strategy::load(&self.auth.shared, headers).await?;
            // Only the read that comes first counts, and so do its cookies.
            if self.loaded.set(loaded.session).is_ok() && !loaded.cookies.is_empty() {
                let _ = self.cookies.set(loaded.cookies);
            }
        }
        match self.loaded.get() {
            Some(Some(loaded)) => C::Strategy::session(&self.auth.shared, loaded)
                .await
                .map(Some),
            _ => Ok(None),
        }
    }

    /// Adds the cookies of the read to the answer. Such an answer is for one browser only.
    fn write(&self, headers: &mut HeaderMap) {
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

impl<S, C: AuthConfig> Layer<S> for AuthLayer<C> {
    type Service = AuthService<S, C>;

    fn layer(&self, inner: S) -> Self::Service {
        AuthService {
            inner,
            auth: self.auth.clone(),
        }
    }
}

impl<S, C, B, R> Service<Request<B>> for AuthService<S, C>
where
    S: Service<Request<B>, Response = Response<R>>,
    C: AuthConfig,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = AuthFuture<S::Future, C>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let session = Arc::new(RequestSession::new(self.auth.clone()));
        request.extensions_mut().insert(Arc::clone(&session));
        AuthFuture {
            inner: self.inner.call(request),
            session,
        }
    }
}

pin_project! {
    /// The answer of a service under an [`AuthLayer`].
    pub struct AuthFuture<F, C: AuthConfig> {
        #[pin]
        inner: F,
        session: Arc<RequestSession<C>>,
    }
}

impl<F, C, R, E> Future for AuthFuture<F, C>
where
    F: Future<Output = Result<Response<R>, E>>,
    C: AuthConfig,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut answer = ready!(this.inner.poll(cx));
        if let Ok(response) = &mut answer {
            this.session.write(response.headers_mut());
        }
        Poll::Ready(answer)
    }
}

impl<C: AuthConfig> Clone for AuthLayer<C> {
    fn clone(&self) -> Self {
        self.auth.layer()
    }
}

impl<S: Clone, C: AuthConfig> Clone for AuthService<S, C> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            auth: self.auth.clone(),
        }
    }
}

impl<C: AuthConfig> fmt::Debug for AuthLayer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthLayer")
    }
}

impl<S, C: AuthConfig> fmt::Debug for AuthService<S, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthService")
    }
}

impl<F, C: AuthConfig> fmt::Debug for AuthFuture<F, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthFuture")
    }
}
