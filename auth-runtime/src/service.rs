//! The endpoints as a tower service, for every framework that speaks `http`.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response, header};
use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use tower_service::Service;

use crate::endpoint::{handle, too_large};
use crate::engine::{BoxFuture, Engine};
use crate::form::MAX_BODY_LENGTH;
use crate::{Auth, AuthConfig};

impl<C: AuthConfig> Auth<C> {
    /// The endpoints as a tower service. It answers the paths under [`Auth::base_path`].
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// fn app(auth: auth::Auth) -> axum::Router {
    ///     axum::Router::new().route_service("/auth/{*rest}", auth.service())
    /// }
    /// # fn main() {}
    /// ```
    pub fn service(&self) -> EndpointService {
        EndpointService {
            engine: Arc::clone(&self.shared) as Arc<dyn Engine>,
        }
    }
}

/// See [`Auth::service`].
#[derive(Clone)]
pub struct EndpointService {
    engine: Arc<dyn Engine>,
}

impl<B> Service<Request<B>> for EndpointService
where
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let engine = Arc::clone(&self.engine);
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let length = parts.headers.get(header::CONTENT_LENGTH);
            let length = length.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
            if length.is_some_and(|length| length > MAX_BODY_LENGTH) {
                return Ok(too_large(&*engine, &parts).map(Full::new));
            }
            let body = match Box::pin(Limited::new(body, MAX_BODY_LENGTH).collect()).await {
                Ok(body) => body.to_bytes(),
                Err(error) if error.is::<LengthLimitError>() => {
                    return Ok(too_large(&*engine, &parts).map(Full::new));
                }
                // The connection broke: what was read is not what was sent.
                Err(_) => Bytes::new(),
            };
            Ok(handle(&*engine, &parts, &body).await.map(Full::new))
        })
    }
}

impl fmt::Debug for EndpointService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EndpointService")
    }
}
