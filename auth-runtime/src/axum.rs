//! The router and the extractors for axum.

mod session_token;

use axum::Router;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{StatusCode, header};

pub use self::session_token::SessionToken;
use crate::request_session::RequestSession;
use crate::{Auth, AuthConfig, Error};

impl<C: AuthConfig> Auth<C> {
    /// The endpoints as a router to merge: `/auth/session`, `/auth/signin` and the others.
    ///
    /// To merge, not to nest: in `.nest("/api", auth.router())` it answers at `/api/auth/session`, but its forms,
    /// links and callback URLs lead to `/auth`. [`.base_path("/api/auth")`](crate::Builder::base_path) moves it.
    ///
    /// ```
    /// # #[auth_runtime::auth_config(strategy = jwt)]
    /// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
    /// fn app(auth: auth::Auth) -> axum::Router {
    ///     axum::Router::new().merge(auth.router()).layer(auth.layer())
    /// }
    /// # fn main() {}
    /// ```
    pub fn router<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let path = format!("{}/{{*action}}", self.base_path());
        Router::new().route_service(&path, self.service())
    }
}

/// Why an extractor has no session for the handler.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct SessionRejection(#[from] Reason);

#[derive(Debug, thiserror::Error)]
enum Reason {
    #[error("nobody is signed in")]
    SignedOut,
    #[error(transparent)]
    Failed(#[from] Error),
}

impl SessionRejection {
    /// 401 if nobody is signed in, 500 if the session could not be read, 503 if the database is away.
    pub fn status(&self) -> StatusCode {
        match &self.0 {
            Reason::SignedOut => StatusCode::UNAUTHORIZED,
            Reason::Failed(error) => error.status(),
        }
    }
}

impl IntoResponse for SessionRejection {
    fn into_response(self) -> Response {
        let body = match &self.0 {
            Reason::SignedOut => r#"{"error":"Unauthorized","message":"Sign in first."}"#,
            Reason::Failed(error) => {
                crate::endpoint::log(error);
                r#"{"error":"SessionFailed","message":"The session could not be read just now. Try again."}"#
            }
        };
        let headers = [
            (header::CONTENT_TYPE, "application/json"),
            (header::CACHE_CONTROL, "private, no-store"),
        ];
        (self.status(), headers, body).into_response()
    }
}

/// The session of the request, for the extractors that the macro writes.
pub async fn extract<C: AuthConfig>(parts: &Parts) -> Result<C::Session, SessionRejection> {
    let session = extract_optional::<C>(parts).await?;
    session.ok_or_else(|| Reason::SignedOut.into())
}

/// The same, where no session is fine as well.
pub async fn extract_optional<C: AuthConfig>(
    parts: &Parts,
) -> Result<Option<C::Session>, SessionRejection> {
    let session = match RequestSession::<C>::required(parts) {
        Ok(session) => session.session(&parts.headers).await,
        Err(error) => Err(error),
    };
    session.map_err(|error| Reason::Failed(error).into())
}

/// Makes a session type an extractor of axum: `Session` for pages that need somebody, `Option<Session>` for others.
///
/// `#[auth_config]` writes it for its module. By hand it names the session and the
/// [`AuthConfig`](crate::AuthConfig) that it is the session of.
/// Without the feature `axum` it writes nothing.
///
/// ```
/// # use auth_runtime::strategy::Database;
/// # use auth_runtime::{AuthConfig, BoxError, DatabaseCallbacks, DefaultSession, DefaultUser};
/// # use auth_runtime::{NoUpdate, SessionInput};
/// use axum::routing::get;
/// use axum::{Json, Router};
///
/// #[derive(serde::Serialize)]
/// struct Session {
///     user_id: String,
/// }
///
/// struct Config;
/// # impl AuthConfig for Config {
/// #     type User = DefaultUser;
/// #     type Session = Session;
/// #     type State = ();
/// #     type Strategy = Database;
/// # }
/// # impl DatabaseCallbacks for Config {
/// #     type Update = NoUpdate;
/// #     async fn session(_: DefaultSession, input: SessionInput<'_, Self>, _: &()) -> Result<Session, BoxError> {
/// #         Ok(Session { user_id: input.user.id.clone() })
/// #     }
/// # }
///
/// auth_runtime::extractors!(Session, Config);
///
/// async fn me(session: Session) -> Json<Session> {
///     Json(session)
/// }
///
/// async fn maybe(session: Option<Session>) -> String {
///     session.map_or("nobody".to_owned(), |_| "somebody".to_owned())
/// }
///
/// # fn main() {
/// let app: Router = Router::new().route("/me", get(me)).route("/maybe", get(maybe));
/// # let _ = app;
/// # }
/// ```
#[macro_export]
macro_rules! extractors {
    ($session:ty, $config:ty $(,)?) => {
        /// The session of the request; without one the answer is 401.
        impl<S: ::core::marker::Send + ::core::marker::Sync>
            $crate::__private::axum::FromRequestParts<S> for $session
        {
            type Rejection = $crate::SessionRejection;

            async fn from_request_parts(
                parts: &mut $crate::__private::axum::Parts,
                _: &S,
            ) -> ::core::result::Result<Self, Self::Rejection> {
                $crate::__private::axum::extract::<$config>(parts).await
            }
        }

        /// The session of the request, or `None`.
        impl<S: ::core::marker::Send + ::core::marker::Sync>
            $crate::__private::axum::OptionalFromRequestParts<S> for $session
        {
            type Rejection = $crate::SessionRejection;

            async fn from_request_parts(
                parts: &mut $crate::__private::axum::Parts,
                _: &S,
            ) -> ::core::result::Result<::core::option::Option<Self>, Self::Rejection> {
                $crate::__private::axum::extract_optional::<$config>(parts).await
            }
        }
    };
}
