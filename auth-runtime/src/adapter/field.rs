//! From a field of any type to a column, and back.

use std::any::{TypeId, type_name};
use std::fmt;

use serde::Serialize;
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde_json::Value;

use super::{ColumnError, ColumnKind, UserColumn};
use crate::Timestamp;

/// A field that a column of the users table can hold.
///
/// ```
/// use auth_runtime::adapter::UserField;
///
/// let column = u32::column("logins").name;
/// assert_eq!(7_u32.to_column(column)?, 7);
/// assert_eq!(u32::from_column(column, 7.into())?, 7);
/// assert!(u32::from_column(column, (-7).into()).is_err());
/// # Ok::<(), auth_runtime::adapter::ColumnError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "the user field type `{Self}` cannot be stored in a table",
    label = "not `Serialize` and `Deserialize`",
    note = "if `{Self}` is a type of the application, add `#[derive(serde::Serialize, serde::Deserialize)]` to it; a `Secret` is stored in no column, but in a table of the application"
)]
pub trait UserField: Sized {
    /// The column of this name for a field of this type.
    fn column(name: &'static str) -> UserColumn;

    /// The field of a column's value.
    ///
    /// # Errors
    ///
    /// If the value is none of the type.
    fn from_column(column: &'static str, value: Value) -> Result<Self, ColumnError>;

    /// The column's value for a field.
    ///
    /// # Errors
    ///
    /// If the type cannot be written, or not as what the column holds.
    fn to_column(&self, column: &'static str) -> Result<Value, ColumnError>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + 'static> UserField for T {
    fn column(name: &'static str) -> UserColumn {
        let Asked { kind, is_option } = asked::<T>();
        UserColumn::new(name, kind, is_option, type_name::<T>())
    }

    fn from_column(column: &'static str, value: Value) -> Result<Self, ColumnError> {
        serde_json::from_value(value).map_err(|error| {
            // What is wrong with the value may be told, the value may not.
            let reason = match error.classify() {
                serde_json::error::Category::Data => "the value is none of the field's type",
                _ => "the value cannot be read",
            };
            ColumnError::new(column, reason)
        })
    }

    fn to_column(&self, column: &'static str) -> Result<Value, ColumnError> {
        let value = serde_json::to_value(self)
            .map_err(|_| ColumnError::new(column, "the field cannot be written"))?;
        let kind = asked::<T>().kind;
        let fits = match &value {
            Value::Null => true,
            Value::Bool(_) => kind == ColumnKind::Boolean,
            Value::Number(number) => match kind {
                ColumnKind::Integer => number.is_i64(),
                kind => kind == ColumnKind::Real,
            },
            Value::String(_) => matches!(kind, ColumnKind::Text | ColumnKind::Time),
            Value::Array(_) | Value::Object(_) => false,
        };
        if fits || kind == ColumnKind::Json {
            return Ok(value);
        }
        Err(ColumnError::new(
            column,
            format!("the column holds {kind}, and the field is something else"),
        ))
    }
}

/// What a type asks its deserializer for.
struct Asked {
    kind: ColumnKind,
    is_option: bool,
}

fn asked<T: DeserializeOwned + 'static>() -> Asked {
    let is = |id| TypeId::of::<T>() == id;
    if is(TypeId::of::<Timestamp>()) || is(TypeId::of::<Option<Timestamp>>()) {
        return Asked {
            kind: ColumnKind::Time,
            is_option: is(TypeId::of::<Option<Timestamp>>()),
        };
    }
    let mut asked = Asked {
        // A type that asks for anything, or for nothing, is kept as JSON.
        kind: ColumnKind::Json,
        is_option: false,
    };
    let _ = T::deserialize(Question(&mut asked));
    asked
}

/// A deserializer that has no value, and notes what it was asked for.
struct Question<'a>(&'a mut Asked);

/// The end of every question.
#[derive(Debug)]
struct Answered;

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no value")
    }
}

impl std::error::Error for Answered {}

impl de::Error for Answered {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! answer {
    ($($method:ident)* => $kind:ident) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Answered> {
            self.0.kind = ColumnKind::$kind;
            Err(Answered)
        }
    )*};
}

impl<'de> Deserializer<'de> for Question<'_> {
    type Error = Answered;

    answer! { deserialize_bool => Boolean }
    answer! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        => Integer
    }
    answer! { deserialize_f32 deserialize_f64 => Real }
    answer! { deserialize_char deserialize_str deserialize_string => Text }
    answer! {
        deserialize_any deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_seq
        deserialize_map deserialize_identifier deserialize_ignored_any
        => Json
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Answered> {
        self.0.is_option = true;
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Answered> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Answered> {
        self.0.kind = ColumnKind::Text;
        Err(Answered)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: V,
    ) -> Result<V::Value, Answered> {
        Err(Answered)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Answered> {
        Err(Answered)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Answered> {
        Err(Answered)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Answered> {
        Err(Answered)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Role {
        Reader,
        Editor(u8),
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Wrapped(String);

    #[track_caller]
    fn expect<T: UserField + fmt::Debug + PartialEq>(
        kind: ColumnKind,
        is_nullable: bool,
        field: &T,
    ) {
        let column = T::column("c");
        assert_eq!((column.kind, column.is_nullable), (kind, is_nullable));
        let value = field.to_column("c").unwrap();
        assert_eq!(T::from_column("c", value).unwrap(), *field);
    }

    #[test]
    fn a_field_has_the_column_that_its_type_asks_for() {
        expect(ColumnKind::Boolean, false, &true);
        expect(ColumnKind::Integer, false, &-7_i64);
        expect(ColumnKind::Integer, true, &Some(7_u8));
        expect(ColumnKind::Real, false, &0.5_f64);
        expect(ColumnKind::Text, false, &'x');
        expect(ColumnKind::Text, true, &None::<String>);
        expect(ColumnKind::Text, false, &Wrapped("text".to_owned()));
        expect(ColumnKind::Text, false, &Role::Reader);
        expect(ColumnKind::Json, false, &vec![1_u8, 2]);
        expect(
            ColumnKind::Json,
            true,
            &Some(BTreeMap::from([("a".to_owned(), 1)])),
        );
        let moment = Timestamp::from_unix_seconds(7);
        expect(ColumnKind::Time, false, &moment);
        expect(ColumnKind::Time, true, &Some(moment));
    }

    #[test]
    fn what_does_not_fit_is_an_error_without_the_value() {
        for error in [
            u64::MAX.to_column("c").unwrap_err(),
            Role::Editor(3).to_column("c").unwrap_err(),
            bool::from_column("c", "hush".into()).unwrap_err(),
            Role::from_column("c", "hush".into()).unwrap_err(),
            String::from_column("c", Value::Null).unwrap_err(),
        ] {
            assert_eq!(error.column(), "c");
            assert!(!error.to_string().contains("hush"), "{error}");
        }
    }
}
