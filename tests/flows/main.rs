//! What a client sees over HTTP, one flow a file.

mod bad_cookies;
mod body_limit;
mod builder;
mod callback_url;
mod callbacks;
mod chunks;
mod credentials;
mod csrf;
mod environment;
mod form_beside_users;
mod hostile;
mod layer;
mod lifetimes;
mod origin;
mod own_pages;
mod profile;
mod providers;
mod redirect;
mod rotation;
mod routing;
mod secrecy;
mod service;
mod session;
mod stored_user;
mod two_modules;
mod update;
