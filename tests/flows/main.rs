//! What a client sees over HTTP, one flow a file.

mod body_limit;
mod credentials;
mod csrf;
mod providers;
mod session;
