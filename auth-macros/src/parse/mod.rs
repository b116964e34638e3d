//! Tokens to a raw module. Parsing never fails: what cannot be read is passed on as it stands,
//! for rustc to report, and bodies of functions are never looked into.

mod argument;
mod attribute;
mod cursor;
mod item;
mod module;
mod names;
mod nested;
mod options;
mod salvage;

pub(crate) use self::argument::{Argument, Setting, arguments};
pub(crate) use self::attribute::{Attribute, Marker};
pub(crate) use self::item::{Function, Marked, Subject};
pub(crate) use self::module::{Item, Module, module};
pub(crate) use self::options::{Options, options};
