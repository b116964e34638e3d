//! Where the user is signed in, and signing out of it all: with sessions in a database only.

use auth_runtime::Timestamp;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Redirect;
use axum::routing::post;

use crate::rows::auth;
use crate::site::Site;

/// A session of the user.
pub struct Device {
    pub browser: String,
    pub signed_in: Option<Timestamp>,
    pub last_seen: Option<Timestamp>,
    /// Whether it is the session that asks.
    pub is_this_one: bool,
}

pub fn routes() -> Router<Site> {
    Router::new().route("/sign-out-everywhere", post(sign_out_everywhere))
}

pub async fn list(
    auth: &auth::Auth,
    user_id: &str,
    headers: &HeaderMap,
) -> Result<Vec<Device>, StatusCode> {
    let sessions = auth.sessions(user_id).await;
    let sessions = sessions.map_err(|error| error.status())?;
    let this_one = auth.session_id(headers);
    let devices = sessions.into_iter().map(|session| Device {
        browser: browser(session.user_agent.as_deref().unwrap_or_default()),
        signed_in: session.created,
        last_seen: session.last_seen,
        is_this_one: Some(session.id) == this_one,
    });
    Ok(devices.collect())
}

async fn sign_out_everywhere(
    session: Option<auth::Session>,
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Redirect, StatusCode> {
    if !is_own_form(&headers, site.public_origin.as_deref()) {
        return Err(StatusCode::FORBIDDEN);
    }
    // Who is signed out already, by a second click perhaps, has what they want.
    if let (Some(session), Some(auth)) = (session, &site.rows) {
        let ended = auth.sign_out_everywhere(&session.user.id).await;
        ended.map_err(|error| error.status())?;
    }
    Ok(Redirect::to("/"))
}

/// Whether the form that was sent is on a page of this site.
///
/// The token of `/auth/csrf` is for the library's own endpoints. Here it is not needed: the cookie
/// is `SameSite=Lax`, so a form on another site comes without it, and nobody is signed in. That
/// leaves other ports and names of this very site, and browsers say which one a form is from.
fn is_own_form(headers: &HeaderMap, public_origin: Option<&str>) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else {
        return false;
    };
    match public_origin {
        Some(public_origin) => origin == public_origin,
        None => origin.strip_prefix("http://") == text(header::HOST),
    }
}

/// What people call the browser. The header is written by the client, so it is shown and not trusted.
fn browser(user_agent: &str) -> String {
    // Most names are in the headers of others as well, so the order counts.
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
        ("curl", "curl"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(part, _)| user_agent.contains(part));
        found.map(|(_, name)| *name)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, _) => "Unknown browser".to_owned(),
    }
}
