//! Whether a value is what a JSON text says, found out without writing it.

use std::fmt::{self, Display};
use std::io;

use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// What is left of the text. To serialize a value takes its text off, or fails.
///
/// A failure proves nothing: the text may have other spaces or escapes, and a value of a rare kind is not
/// told here. Most of a token is text, and that is compared as a whole, where a serializer looks at each
/// character on its own for what has to be escaped.
pub(super) struct Text<'a> {
    pub(super) rest: &'a [u8],
    /// How many objects and arrays are open.
    depth: usize,
}

/// It is another text, or one that is not told here.
#[derive(Debug)]
pub(super) struct Different;

impl<'a> Text<'a> {
    /// The text of an object that goes on where the value ends, so that its last brace is not expected.
    pub(super) fn of_object(text: &'a [u8]) -> Self {
        Self {
            rest: text,
            depth: 0,
        }
    }

    fn take(&mut self, expected: &[u8]) -> Result<(), Different> {
        self.rest = self.rest.strip_prefix(expected).ok_or(Different)?;
        Ok(())
    }

    /// For what is short, or needs escapes.
    fn take_written(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Different> {
        serde_json::to_writer(self, value).map_err(|_| Different)
    }
}

/// The rest of an array or an object.
pub(super) struct Rest<'t, 'a> {
    text: &'t mut Text<'a>,
    is_first: bool,
    end: &'static [u8],
}

impl<'t, 'a> Rest<'t, 'a> {
    fn new(text: &'t mut Text<'a>, start: &[u8], end: &'static [u8]) -> Result<Self, Different> {
        text.take(start)?;
        text.depth += 1;
        Ok(Self {
            text,
            is_first: true,
            end,
        })
    }

    /// The same as the value of an object's only field.
    fn of_variant(
        text: &'t mut Text<'a>,
        name: &str,
        start: &[u8],
        end: &'static [u8],
    ) -> Result<Self, Different> {
        text.take(b"{")?;
        text.serialize_str(name)?;
        text.take(b":")?;
        Self::new(text, start, end)
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Different> {
        if !std::mem::take(&mut self.is_first) {
            self.text.take(b",")?;
        }
        value.serialize(&mut *self.text)
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Different> {
        self.text.take(b":")?;
        value.serialize(&mut *self.text)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Different> {
        self.element(name)?;
        self.value(value)
    }

    fn close(self) -> Result<(), Different> {
        self.text.depth -= 1;
        if self.text.depth == 0 {
            return Ok(());
        }
        self.text.take(self.end)
    }
}

/// Values that are compared as they are written.
macro_rules! written {
    ($($method:ident($type:ty))*) => {$(
        fn $method(self, value: $type) -> Result<(), Different> {
            self.take_written(&value)
        }
    )*};
}

impl<'t, 'a> Serializer for &'t mut Text<'a> {
    type Ok = ();
    type Error = Different;
    type SerializeSeq = Rest<'t, 'a>;
    type SerializeTuple = Rest<'t, 'a>;
    type SerializeTupleStruct = Rest<'t, 'a>;
    type SerializeTupleVariant = Rest<'t, 'a>;
    type SerializeMap = Rest<'t, 'a>;
    type SerializeStruct = Rest<'t, 'a>;
    type SerializeStructVariant = Rest<'t, 'a>;

    written! {
        serialize_bool(bool)
        serialize_i8(i8)
        serialize_i16(i16)
        serialize_i32(i32)
        serialize_i64(i64)
        serialize_i128(i128)
        serialize_u8(u8)
        serialize_u16(u16)
        serialize_u32(u32)
        serialize_u64(u64)
        serialize_u128(u128)
        serialize_f32(f32)
        serialize_f64(f64)
        serialize_char(char)
        serialize_bytes(&[u8])
    }

    fn serialize_str(self, value: &str) -> Result<(), Different> {
        let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
        // All of it without a branch, which the compiler turns into vector instructions.
        if !value.bytes().fold(true, |all, byte| all & is_plain(byte)) {
            return self.take_written(value);
        }
        self.take(b"\"")?;
        self.take(value.as_bytes())?;
        self.take(b"\"")
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Different> {
        self.take_written(&format_args!("{value}"))
    }

    fn serialize_none(self) -> Result<(), Different> {
        self.take(b"null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Different> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Different> {
        self.take(b"null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Different> {
        self.take(b"null")
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Different> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Different> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Different> {
        let mut object = Rest::new(self, b"{", b"}")?;
        object.field(variant, value)?;
        object.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Rest<'t, 'a>, Different> {
        Rest::new(self, b"[", b"]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Rest<'t, 'a>, Different> {
        Rest::new(self, b"[", b"]")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Rest<'t, 'a>, Different> {
        Rest::new(self, b"[", b"]")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Rest<'t, 'a>, Different> {
        Rest::of_variant(self, variant, b"[", b"]}")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Rest<'t, 'a>, Different> {
        Rest::new(self, b"{", b"}")
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Rest<'t, 'a>, Different> {
        // How `serde_json` passes on its own raw values.
        if name.starts_with("$serde_json::private::") {
            return Err(Different);
        }
        Rest::new(self, b"{", b"}")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Rest<'t, 'a>, Different> {
        Rest::of_variant(self, variant, b"{", b"}}")
    }
}

/// The parts of an array.
macro_rules! elements {
    ($($part:ident $method:ident)*) => {$(
        impl $part for Rest<'_, '_> {
            type Ok = ();
            type Error = Different;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Different> {
                self.element(value)
            }

            fn end(self) -> Result<(), Different> {
                self.close()
            }
        }
    )*};
}

elements! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

/// The parts of an object.
macro_rules! fields {
    ($($part:ident)*) => {$(
        impl $part for Rest<'_, '_> {
            type Ok = ();
            type Error = Different;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Different> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Different> {
                self.close()
            }
        }
    )*};
}

fields! {
    SerializeStruct
    SerializeStructVariant
}

impl SerializeMap for Rest<'_, '_> {
    type Ok = ();
    type Error = Different;

    // A key that is no text is written in quotes, and is so another one here.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Different> {
        self.element(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Different> {
        self.value(value)
    }

    fn end(self) -> Result<(), Different> {
        self.close()
    }
}

impl io::Write for Text<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes)
            .map(|()| bytes.len())
            .map_err(|_| io::ErrorKind::InvalidData.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Display for Different {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text differs")
    }
}

impl std::error::Error for Different {}

impl ser::Error for Different {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests;
