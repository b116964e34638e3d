//! The raw module to the nouns of the language. Mistakes that one item shows by itself are found here.

mod attribute_args;
mod callback;
mod column;
mod config;
mod extension;
mod field;
mod parameter;
mod place;
mod reference;
mod rename;
mod serde_attribute;
mod shown;
mod signature;
mod source;
mod strategy;
mod twins;
mod whole;

pub(crate) use self::callback::label;
pub(crate) use self::config::config;
