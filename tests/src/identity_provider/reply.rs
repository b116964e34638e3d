use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::{StatusCode, header};
use http_body::Frame;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tokio::time::{Interval, interval};

/// What an endpoint does instead of its work.
#[derive(Clone, Debug)]
pub enum Reply {
    /// This status with this object.
    Json(u16, Value),
    /// This text under this content type, with 200.
    Text(&'static str, &'static str),
    /// A page with 200, as a proxy shows one that wants to be signed in to.
    Html,
    /// A redirect to this address.
    Redirect(String),
    /// Its work, with more than a mebibyte of blanks before it, which JSON allows.
    Padded,
    /// An object that never ends.
    Endless,
    /// An object whose connection ends in its middle.
    CutShort,
    /// The connection ends before there is an answer.
    HangUp,
    /// Nothing, for longer than a client waits.
    Silence,
    /// An object of which a byte comes in a second, and which never ends.
    Drip,
}

impl Reply {
    pub(super) async fn respond(self, usual: impl FnOnce() -> Response) -> Response {
        const HTML: &str = "<!doctype html><title>Welcome</title><p>Please sign in.";
        match self {
            Self::Json(status, value) => {
                let status = StatusCode::from_u16(status).unwrap();
                (status, axum::Json(value)).into_response()
            }
            Self::Text(kind, text) => ([(header::CONTENT_TYPE, kind)], text).into_response(),
            Self::Html => ([(header::CONTENT_TYPE, "text/html")], HTML).into_response(),
            Self::Redirect(to) => {
                (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response()
            }
            Self::Padded => {
                let body = usual().into_body().collect().await.unwrap().to_bytes();
                let blanks = vec![b' '; 2 << 20];
                json(Body::from([blanks.as_slice(), &body].concat()))
            }
            Self::Endless => json(Body::new(Chunks { left: usize::MAX })),
            Self::CutShort => json(Body::new(Chunks { left: 1 })),
            // The connection's task ends with it. The panic's hook is not called, so nothing is printed.
            Self::HangUp => std::panic::resume_unwind(Box::new("hangs up")),
            Self::Silence => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                StatusCode::NO_CONTENT.into_response()
            }
            Self::Drip => json(Body::new(Drops(interval(Duration::from_secs(1))))),
        }
    }
}

fn json(body: Body) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Blanks before an object that never comes, which JSON allows, and an end that is none.
struct Chunks {
    left: usize,
}

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        const CHUNK: &[u8] = &[b' '; 16 << 10];
        let Some(left) = self.left.checked_sub(1) else {
            return Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into())));
        };
        self.left = left;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(CHUNK)))))
    }
}

/// A blank whenever the clock ticks, which JSON allows before an object.
struct Drops(Interval);

impl http_body::Body for Drops {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let tick = self.0.poll_tick(context);
        tick.map(|_| Some(Ok(Frame::data(Bytes::from_static(b" ")))))
    }
}
