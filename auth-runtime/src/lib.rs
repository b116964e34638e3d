// The README links to files of the repository. These come first, so here they count.
//! [attribute]: macro@crate::auth_config
//! [coming]: crate::coming_from_authjs
//! [examples]: https://github.com/auth-runtime/auth-runtime/tree/main/examples
//! [ARCHITECTURE.md]: https://github.com/auth-runtime/auth-runtime/blob/main/ARCHITECTURE.md
//! [CONTRIBUTING.md]: https://github.com/auth-runtime/auth-runtime/blob/main/CONTRIBUTING.md
//! [CHANGELOG.md]: https://github.com/auth-runtime/auth-runtime/blob/main/CHANGELOG.md
//! [MIT]: https://github.com/auth-runtime/auth-runtime/blob/main/LICENSE-MIT
//! [Apache 2.0]: https://github.com/auth-runtime/auth-runtime/blob/main/LICENSE-APACHE
//!
#![doc = include_str!("../README.md")]

// The macro and generated code name the runtime by its own path, also in its own docs and tests.
extern crate self as auth_runtime;

mod account;
mod active_session;
pub mod adapter;
mod auth;
#[cfg(feature = "axum")]
mod axum;
mod builder;
mod callbacks;
mod codec;
mod cookie;
mod core;
mod csrf;
mod decision;
mod endpoint;
mod engine;
mod error;
mod extended;
mod form;
mod identity;
mod layer;
mod lifetime;
mod limit;
mod origin;
mod page;
mod pages;
pub mod prelude;
pub mod provider;
mod random_text;
mod redirect;
mod request_session;
mod secret;
mod service;
mod session;
mod session_token;
mod stored_users;
pub mod strategy;
pub mod table;
mod time;
mod token;
mod token_reader;
mod trigger;
#[cfg(feature = "typescript")]
pub mod typescript;
pub mod unix_seconds;
mod user;

#[doc = include_str!("docs/coming_from_authjs.md")]
pub mod coming_from_authjs {}

#[doc = include_str!("docs/next_beside_rust.md")]
pub mod next_beside_rust {}

#[doc(hidden)]
pub mod __private;

// The macro, and the attributes inside its module.
/// The version of sqlx that the adapters are for.
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use ::sqlx;
/// The version of ts-rs that fields of the session are asked by.
#[cfg(feature = "typescript")]
pub use ::ts_rs;
#[doc = include_str!("docs/attribute.md")]
pub use auth_macros::auth_config;
pub use auth_macros::{credentials, extend, jwt, on, profile, redirect, session, sign_in, update};
pub use url::Url;

// The runtime.
pub use self::active_session::ActiveSession;
pub use self::auth::{Auth, SessionRead};
#[cfg(feature = "axum")]
pub use self::axum::{SessionRejection, SessionToken};
pub use self::builder::{
    AcceptsAdapter, BuildError, Builder, ConfigError, NoAdapter, NoState, ProvidesState,
    ReadsAuthJsTokens, WithAdapter, WithState, WithoutAdapter,
};
pub use self::error::Error;
pub use self::layer::{AuthFuture, AuthLayer, AuthService};
pub use self::service::EndpointService;
pub use self::token_reader::{TokenReader, TokenReaderBuilder};

// The callback table.
pub use self::callbacks::{
    AuthConfig, BoxError, CredentialsProvider, CredentialsSignin, DatabaseCallbacks, InvalidUpdate,
    JwtCallbacks, JwtInput, JwtParts, NoUpdate, SessionInput, SignIn, StoredToken, TokenStart,
    UpdatePayload,
};
pub use self::decision::SignInDecision;
pub use self::extended::Extended;
pub use self::form::{FieldKind, Form, FormError, FormField};
pub use self::trigger::Trigger;

// The nouns.
pub use self::account::{Account, Profile, ProviderType};
pub use self::session::{DefaultSession, DefaultSessionUser};
pub use self::token::DefaultToken;
pub use self::user::DefaultUser;

// Values.
pub use self::cookie::SameSite;
pub use self::pages::Pages;
pub use self::secret::Secret;
pub use self::strategy::SessionIds;
pub use self::time::{Clock, Timestamp};
