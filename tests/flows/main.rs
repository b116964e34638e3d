//! What a client sees over HTTP, one flow a file.

mod bad_cookies;
mod body_limit;
mod callbacks;
mod chunks;
mod credentials;
mod csrf;
mod lifetimes;
mod providers;
mod rotation;
mod session;
mod update;
