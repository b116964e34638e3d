//! A small laboratory: an application, a server, and a browser that can be told to misbehave.

// A helper that fails is a test that fails.
#![allow(clippy::missing_panics_doc)]

mod answer;
pub mod app;
mod authjs;
mod client;
pub mod database_app;
mod database_file;
mod database_lab;
pub mod forge;
mod hostile;
pub mod identity_provider;
mod jar;
mod lab;
mod log;
mod node_program;
mod oidc_provider;
mod own_database;
pub mod provider_app;
pub mod provider_database_app;
mod provider_lab;
mod script;
mod sent_back;
mod server;
pub mod servers;
pub mod stage;

pub use self::answer::Answer;
pub use self::authjs::AuthJs;
pub use self::client::{Client, Style};
pub use self::database_file::DatabaseFile;
pub use self::database_lab::{DatabaseBuilder, DatabaseLab};
pub use self::hostile::{Hostile, hostile_callback_urls};
pub use self::jar::Jar;
pub use self::lab::{GOOD, Lab, NOW, SECRET};
pub use self::log::Log;
pub use self::oidc_provider::OidcProvider;
pub use self::own_database::{with_mysql, with_postgres};
pub use self::provider_lab::{COOKIES, Kind, ProviderLab, Setup, providers};
pub use self::script::{Plan, Script, Step};
pub use self::sent_back::SentBack;
pub use self::server::serve;
pub use self::stage::{Seen, Stage};
