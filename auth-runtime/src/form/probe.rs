//! A deserializer that makes values up, to see what a type asks for.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::describe::FieldKind;
use super::error::Problem;

/// What one attempt has found out.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The struct's fields.
    pub(super) names: &'static [&'static str],
    /// The kind of the field that was given.
    pub(super) kind: FieldKind,
    /// Whether that field is an `Option`.
    pub(super) optional: bool,
    /// Whether it is a `Secret`.
    pub(super) secret: bool,
}

/// A struct with made-up values for some of its fields.
pub(super) struct Probe<'a> {
    given: &'a [&'static str],
    found: &'a mut Found,
}

impl<'a> Probe<'a> {
    pub(super) fn new(given: &'a [&'static str], found: &'a mut Found) -> Self {
        Self { given, found }
    }
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Problem> {
        Err(Problem::Other)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.found.names = names;
        visitor.visit_map(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Probe<'_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        let Some((name, rest)) = self.given.split_first() else {
            return Ok(None);
        };
        self.given = rest;
        let name: StrDeserializer<'_, Problem> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Problem> {
        seed.deserialize(MadeUp(self.found))
    }
}

/// A value of whatever type is asked for.
struct MadeUp<'a>(&'a mut Found);

macro_rules! made_up {
    ($($deserialize:ident $kind:ident $visit:ident($($value:expr)?))*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
            self.0.kind = FieldKind::$kind;
            visitor.$visit($($value)?)
        }
    )*};
}

impl<'de> Deserializer<'de> for MadeUp<'_> {
    type Error = Problem;

    made_up! {
        deserialize_bool Checkbox visit_bool(false)
        deserialize_i8 Number visit_i8(1)
        deserialize_i16 Number visit_i16(1)
        deserialize_i32 Number visit_i32(1)
        deserialize_i64 Number visit_i64(1)
        deserialize_i128 Number visit_i128(1)
        deserialize_u8 Number visit_u8(1)
        deserialize_u16 Number visit_u16(1)
        deserialize_u32 Number visit_u32(1)
        deserialize_u64 Number visit_u64(1)
        deserialize_u128 Number visit_u128(1)
        deserialize_f32 Number visit_f32(1.0)
        deserialize_f64 Number visit_f64(1.0)
        deserialize_char Text visit_char('a')
        deserialize_any Text visit_str("")
        deserialize_str Text visit_str("")
        deserialize_string Text visit_str("")
        deserialize_identifier Text visit_str("")
        deserialize_bytes Text visit_bytes(&[])
        deserialize_byte_buf Text visit_bytes(&[])
        deserialize_unit Text visit_unit()
        deserialize_ignored_any Text visit_unit()
        deserialize_seq Text visit_seq(Nothing)
        deserialize_map Text visit_map(Nothing)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.0.optional = true;
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.0.secret |= name == "Secret";
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let first = variants.first().copied().ok_or(Problem::Other)?;
        visitor.visit_enum(first.into_deserializer())
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Problem> {
        Err(Problem::Other)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        _visitor: V,
    ) -> Result<V::Value, Problem> {
        Err(Problem::Other)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _names: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Problem> {
        // A form is flat. What is missing inside must not be taken for a field of the form.
        Err(Problem::Other)
    }
}

/// A list or a map without entries.
struct Nothing;

impl<'de> SeqAccess<'de> for Nothing {
    type Error = Problem;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        _: S,
    ) -> Result<Option<S::Value>, Problem> {
        Ok(None)
    }
}

impl<'de> MapAccess<'de> for Nothing {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, Problem> {
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, _: S) -> Result<S::Value, Problem> {
        Err(Problem::Other)
    }
}
