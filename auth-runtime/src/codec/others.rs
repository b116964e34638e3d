//! The claims of a payload that the token's type does not know.
//!
//! A token of Auth.js has whatever its callbacks put there, and goes back to them: what is not ours to
//! read is ours to keep.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use serde::Deserializer;
use serde::de::{Deserialize as _, DeserializeSeed, Visitor};
use serde_json::value::RawValue;

use super::buffer::Buffer;

/// Claims as they stand in a payload. Nothing is allocated while there are none.
#[derive(Default)]
pub(crate) struct Others<'de> {
    pub(super) claims: Vec<(Cow<'de, str>, &'de RawValue)>,
    /// Whether a claim of the token's type stands behind one of the codec's. In what we write, none does.
    pub(super) is_mixed: bool,
}

impl Others<'_> {
    /// Puts them at the end of the object that the buffer holds.
    ///
    /// What the object has already is left out: a field may be written and not read, and would be there
    /// once more each time.
    pub(super) fn append(&self, json: &mut Buffer) -> io::Result<()> {
        if self.claims.is_empty() {
            return Ok(());
        }
        let written: BTreeMap<String, &RawValue> = serde_json::from_slice(json.as_slice())?;
        // Of two with one name the last one counts, as it does for Auth.js.
        let others: BTreeMap<&str, &RawValue> = self
            .claims
            .iter()
            .map(|(name, value)| (&**name, *value))
            .filter(|(name, _)| !written.contains_key(*name))
            .collect();
        json.pop();
        for (name, value) in others {
            json.push(b",");
            serde_json::to_writer(&mut *json, name)?;
            json.push(b":");
            json.push(value.get().as_bytes());
        }
        json.push(b"}");
        Ok(())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// Whether a claim of this name is among them.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.claims.iter().any(|(other, _)| other == name)
    }
}

/// Reads the value of one claim, and keeps it if the token's type does not want it.
pub(super) struct Noting<'a, 'de, S> {
    pub(super) seed: S,
    pub(super) name: Option<Cow<'de, str>>,
    pub(super) others: &'a mut Others<'de>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Noting<'_, 'de, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        let Self { seed, name, others } = self;
        seed.deserialize(Noted {
            value,
            name,
            others,
        })
    }
}

/// A value that notices how it is read: what a type does not know, it asks to be ignored.
struct Noted<'a, 'de, D> {
    value: D,
    name: Option<Cow<'de, str>>,
    others: &'a mut Others<'de>,
}

/// Hands a method on to the value.
macro_rules! hand_on {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(
            self,
            $($argument: $type,)*
            visitor: V,
        ) -> Result<V::Value, D::Error> {
            self.value.$method($($argument,)* visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Noted<'_, 'de, D> {
    type Error = D::Error;

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let Self {
            value,
            name,
            others,
        } = self;
        let Some(name) = name else {
            return value.deserialize_ignored_any(visitor);
        };
        others.claims.push((name, <&RawValue>::deserialize(value)?));
        visitor.visit_unit()
    }

    hand_on! {
        deserialize_any()
        deserialize_bool()
        deserialize_i8()
        deserialize_i16()
        deserialize_i32()
        deserialize_i64()
        deserialize_i128()
        deserialize_u8()
        deserialize_u16()
        deserialize_u32()
        deserialize_u64()
        deserialize_u128()
        deserialize_f32()
        deserialize_f64()
        deserialize_char()
        deserialize_str()
        deserialize_string()
        deserialize_bytes()
        deserialize_byte_buf()
        deserialize_option()
        deserialize_unit()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_seq()
        deserialize_tuple(length: usize)
        deserialize_tuple_struct(name: &'static str, length: usize)
        deserialize_map()
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
        deserialize_identifier()
    }

    fn is_human_readable(&self) -> bool {
        self.value.is_human_readable()
    }
}
