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
//! - Whole numbers are `number`, also the large ones: it is what `JSON.parse` makes of them.
//! - `name`, `email` and `image` are as Auth.js has them, so that code which was written for it still compiles.
//! - Version 5 has an `id` under `session.user`, as text; one of another type is against its declarations.
//!
//! # What serde says
//!
//! The fields of the session and of its user are those that serde writes, by `rename`, `rename_all`, `skip`,
//! `skip_serializing`, `skip_serializing_if` and `flatten`. One that a function writes (`with`, `serialize_with`)
//! is `unknown`.
//!
//! Inside the types of these fields `ts-rs` reads serde's attributes, and not all of them:
//!
//! | serde's attribute | in TypeScript |
//! |---|---|
//! | `rename`, `rename_all`, `rename_all_fields`, `skip`, `flatten`, `tag`, `content`, `untagged` | what serde writes |
//! | `skip_serializing_if = ".."` | there, as if it were always written; with `default` beside it `name?: T`, and with `#[ts(optional)]` an `Option<T>` is `name?: T` |
//! | `rename(serialize = "..")`, `rename_all(serialize = "..")` | ignored, without a warning: say `#[ts(rename = "..")]`, `#[ts(rename_all = "..")]` as well |
//! | `skip_serializing` | ignored: say `#[ts(skip)]` as well |
//! | `serialize_with`, `transparent`, `into` | ignored, with a warning: say `#[ts(type = "..")]` or `#[ts(as = "..")]` as well |
//! | `with` | does not compile without one of these two |
//! | `flatten` on an `Option` | a panic of `ts-rs`; `#[ts(skip)]` leaves the fields out |
//!
//! Enums are as serde writes them in each of its four forms. One that is flattened has to have a `tag`, or variants
//! with fields alone: of a variant without fields serde writes `"Name": null` there, which `ts-rs` does not know.
//!
//! Two things that serde can flatten are no base of an interface, and `Session` of Auth.js is one:
//!
//! - A choice between types, as most enums are. Flattened into `session.user` it is fine; in the session itself
//!   `typescript()` panics, with what to do instead, but not if the choice is the type argument of a generic struct.
//! - A map. TypeScript asks of each field beside it, of `user` too, that it could be a value of the map.

mod declaration;
mod field;
mod fresh;
mod named;
#[cfg(test)]
mod tests;

pub use self::declaration::Declaration;
pub use self::field::Field;
pub use self::fresh::check;
