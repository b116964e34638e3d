//! The tower layer: sessions for the services under it, and renewed cookies for their answers.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http::request::Parts;
use http::{Request, Response};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::request_session::RequestSession;
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
    /// If a callback fails, or if the request did not pass the layer of this runtime.
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
        match RequestSession::<C>::of(request) {
            Some(session) if session.is_of(&self.shared) => session.session(&request.headers).await,
            _ => Err(Error::no_layer()),
        }
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
