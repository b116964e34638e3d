//! The raw module to the nouns of the language. Mistakes that one item shows by itself are found here.

mod attribute_args;
mod callback;
mod config;
mod extension;
mod parameter;
mod rename;
mod serde_attribute;
mod signature;

pub(crate) use self::callback::label;
pub(crate) use self::config::config;
