//! The application's own routes, which are the same for sessions of both kinds.

use auth_runtime::Timestamp;
use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::get;

use crate::settings::Settings;
use crate::{devices, page, rows};

/// What the handlers work with.
#[derive(Clone)]
pub struct Site {
    /// Where the endpoints are.
    pub base_path: String,
    /// The origin that browsers know, if it is not this machine's own.
    pub public_origin: Option<String>,
    /// Lists sessions, and signs out of them: only there if they are in the database.
    pub rows: Option<rows::auth::Auth>,
}

/// What the page shows of a session. Each strategy's module makes it of its own `Session`.
pub struct Visitor {
    pub id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub expires: Timestamp,
}

impl Site {
    pub fn new(settings: &Settings, base_path: &str) -> Self {
        Self {
            base_path: base_path.to_owned(),
            public_origin: settings.public_origin(),
            rows: None,
        }
    }
}

pub fn routes<S>() -> Router<Site>
where
    S: Into<Visitor> + Send + 'static,
    Option<S>: FromRequestParts<Site>,
{
    Router::new().route("/", get(home::<S>))
}

/// The page at `/`. Without the `Option`, a visitor who is not signed in would get a 401.
///
/// An application has one `auth::Session` and names it here; this one has two.
async fn home<S: Into<Visitor>>(
    session: Option<S>,
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, StatusCode> {
    let visitor = session.map(S::into);
    let devices = match (&visitor, &site.rows) {
        (Some(visitor), Some(auth)) => Some(devices::list(auth, &visitor.id, &headers).await?),
        _ => None,
    };
    let page = page::home(&site.base_path, visitor.as_ref(), devices.as_deref());
    // It differs for each visitor, and going back after a sign-out must not show it again.
    let headers = [(header::CACHE_CONTROL, "private, no-store")];
    Ok((headers, Html(page.into_string())))
}
