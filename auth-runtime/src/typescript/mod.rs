//! The session's type for TypeScript, made from the Rust types; with the feature `typescript`.
//!
//! A module with `#[auth_config]` has a function `typescript()`, which gives the text of a file `next-auth.d.ts`.
//! The file tells the client of Auth.js, version 5 and version 4 alike, what this server shows: `useSession()`,
//! `getSession()` and whatever else gives a `Session` have the application's fields, with their types and their
//! documentation, and a misspelled one does not compile.
//!
//! Keep the file where TypeScript looks for declarations, and keep it fresh by a test of the application:
//!
//! ```
//! use auth_runtime::auth_config;
//!
//! #[auth_config(strategy = jwt)]
//! mod auth {
//!     #[derive(Clone, Debug, Default, serde::Serialize, ts_rs::TS)]
//!     #[serde(rename_all = "lowercase")]
//!     pub enum Theme {
//!         #[default]
//!         Light,
//!         Dark,
//!     }
//!
//!     #[extend(session.user)]
//!     #[derive(Default)]
//!     pub struct Identity {
//!         /// The same for all the sessions of a user.
//!         pub id: String,
//!         pub theme: Option<Theme>,
//!     }
//!
//!     #[session]
//!     fn session(mut session: Session, token: &Token) -> Session {
//!         session.user.id = token.sub.clone().unwrap_or_default();
//!         session
//!     }
//! }
//!
//! # /*
//! #[test]
//! # */
//! fn the_types_of_the_page_are_fresh() {
//!     auth_runtime::typescript::check("web/next-auth.d.ts", &auth::typescript());
//! }
//!
//! # fn main() {
//! let user = r#"
//! export interface SessionUser {
//!   /** Full name, for display. */
//!   name?: string | null;
//!   /** E-mail address. */
//!   email?: string | null;
//!   /** URL of a picture. */
//!   image?: string | null;
//!   /** The same for all the sessions of a user. */
//!   id: string;
//!   theme: Theme | null;
//! }
//!
//! export type Theme = "light" | "dark";
//! "#;
//! assert!(auth::typescript().ends_with(user));
//! # }
//! ```
//!
//! A change of the session fails this test until the file is written again, which
//! `AUTH_TYPESCRIPT=write cargo test` does.
//!
//! What a field's type is called in TypeScript is asked of the crate [`ts-rs`](ts_rs): standard types are known, and
//! others derive `ts_rs::TS`. The application depends on it too then, in version 12, or names the runtime's with
//! `#[ts(crate = "auth_runtime::ts_rs")]`. For tests alone, the feature and the crate are among the
//! `[dev-dependencies]`, and types have `#[cfg_attr(test, derive(ts_rs::TS))]`.
//!
//! Nothing asks before `typescript()` is called, so that the feature breaks no application of a build for which
//! another one turns it on.
//!
//! - Names and absent fields are those that serde writes: `rename`, `rename_all`, `skip`, `skip_serializing_if`,
//!   `flatten`.
//! - Whole numbers are `number`, also the large ones: it is what `JSON.parse` makes of them.
//! - A field that a function writes (`with`, `serialize_with`) is `unknown`.
//! - `name`, `email` and `image` are as Auth.js has them, so that code which was written for it still compiles.
//! - Version 5 has an `id` under `session.user`, as text; one of another type is against its declarations.

mod declaration;
mod field;
mod fresh;
mod named;
#[cfg(test)]
mod tests;

pub use self::declaration::Declaration;
pub use self::field::Field;
pub use self::fresh::check;
