//! Names, attributes and chunks of cookies. Nothing here knows what a cookie holds.

mod attributes;
mod chunk;
mod header;
mod names;

pub(crate) use attributes::CookieAttributes;
pub use attributes::SameSite;
pub(crate) use chunk::{Seen, Value, delete, receive, store};
pub(crate) use header::{decode, find};
pub(crate) use names::{CookieNames, DEFAULT_PREFIX};
