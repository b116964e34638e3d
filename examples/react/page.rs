//! The built page: three files, read once.

use std::fs;
use std::path::Path;

use auth_runtime::BoxError;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};

/// The page takes everything from its own origin: scripts, styles and the session.
const POLICY: &str =
    "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// Which version of `next-auth/react` the page is built with.
#[derive(Clone, Copy)]
pub enum Client {
    V4,
    V5,
}

pub struct Page {
    document: String,
    script: String,
    style: String,
}

impl Page {
    pub fn load(client: Client) -> Result<Self, BoxError> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(match client {
            Client::V4 => "../tests/browser/dist/v4",
            Client::V5 => "../tests/browser/dist/v5",
        });
        let read = |name| {
            fs::read_to_string(folder.join(name)).map_err(|error| {
                format!("cannot read {name} of the page: {error}\nBuild it first: tests/browser/run --pages")
            })
        };
        Ok(Self {
            document: read("index.html")?,
            script: read("page.js")?,
            style: read("page.css")?,
        })
    }

    pub fn routes(self) -> Router {
        Router::new()
            .route("/", file("text/html; charset=utf-8", self.document))
            .route(
                "/page.js",
                file("text/javascript; charset=utf-8", self.script),
            )
            .route("/page.css", file("text/css; charset=utf-8", self.style))
    }
}

fn file(content_type: &'static str, text: String) -> MethodRouter {
    get(async move || {
        let headers = [
            (header::CONTENT_TYPE, content_type),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::CACHE_CONTROL, "no-cache"),
        ];
        (headers, text).into_response()
    })
}
